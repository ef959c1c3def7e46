// The entry grid as a sheet: keys, pasting a block, undoing, the draft that is
// saved while one types, and on a phone one target at a time. Without it the grid
// is a form.
(() => {
  'use strict';
  const one = (q, from = document) => from.querySelector(q), all = (q, from = document) => [...from.querySelectorAll(q)];
  const columns = ['value', 'note'];
  const form = () => one('form[data-drafts]');
  const rows = () => all('[data-grid] tbody tr:not(.group)');
  const cell = (row, column) => row && one(`input[data-col="${column}"]`, row);
  const idOf = row => (one('input[id^="value-"]', row) || { id: '' }).id.slice(6);
  const say = (key, n) => (form().dataset['say' + key] || '').replace('#', n);
  const state = text => { one('#draft-state').textContent = text; };
  const filled = () => rows().filter(row => cell(row, 'value').value.trim()).length;

  // Edits are kept as batches, so that a paste of forty cells is undone at once.
  let done = [], undone = [];
  const before = new WeakMap();
  const set = (input, text) => { input.value = text; before.set(input, text); input.dispatchEvent(new Event('input', { bubbles: true })); };
  const edit = (list, to = done) => { if (list.length) to.push(list); };
  const apply = (list, side) => { for (const e of list) if (e.input.isConnected) set(e.input, e[side]); };
  document.addEventListener('focusin', e => { if (e.target.dataset.col) before.set(e.target, e.target.value); });
  document.addEventListener('focusout', e => {
    const input = e.target, was = before.get(input);
    if (!input.dataset.col || was === undefined || was === input.value) return;
    edit([{ input, was, now: input.value }]);
    undone = [];
    before.set(input, input.value);
  });

  // Keys.
  const go = to => { if (!to) return false; to.focus(); to.select(); return true; };
  const down = (input, step) => {
    const list = rows().map(row => cell(row, input.dataset.col)).filter(to => !to.readOnly);
    const to = list[list.indexOf(input) + step];
    if (to && phone.matches) turn(rows().indexOf(to.closest('tr')));
    return go(to);
  };
  const across = (input, step) => {
    const to = cell(input.closest('tr'), columns[columns.indexOf(input.dataset.col) + step]);
    return !!to && !to.readOnly && go(to);
  };
  const undo = input => {
    if (input.value !== before.get(input)) { set(input, before.get(input)); return; }
    const list = done.pop();
    if (!list) return;
    apply(list, 'was');
    undone.push(list);
    fit(say('Undone', list.length));
  };
  const redo = () => {
    const list = undone.pop();
    if (list) { apply(list, 'now'); done.push(list); }
  };
  document.addEventListener('keydown', e => {
    const input = e.target;
    if (!input.dataset || !input.dataset.col || e.altKey || e.isComposing) return;
    const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    let did = false;
    if (e.ctrlKey || e.metaKey) {
      if (e.key.toLowerCase() === 'z') { if (e.shiftKey) redo(); else undo(input); did = true; }
      if (e.key.toLowerCase() === 'y') { redo(); did = true; }
      if (e.key === 'Enter') { const send = input.form.querySelector('button[value=submit]'); if (send) { send.focus(); send.click(); did = true; } }
    } else if (e.key === 'Enter') { down(input, e.shiftKey ? -1 : 1); did = true; }
    else if (e.key === 'ArrowDown') did = down(input, 1);
    else if (e.key === 'ArrowUp') did = down(input, -1);
    else if (e.key === 'ArrowRight' && !e.shiftKey && (whole || input.selectionStart === input.value.length)) did = across(input, 1);
    else if (e.key === 'ArrowLeft' && !e.shiftKey && (whole || input.selectionEnd === 0)) did = across(input, -1);
    else if (e.key === 'Escape' && before.has(input) && input.value !== before.get(input)) { set(input, before.get(input)); did = true; }
    if (did) e.preventDefault();
  });

  document.addEventListener('keypress', e => { if (e.key === 'Enter' && e.target.dataset && e.target.dataset.col) e.preventDefault(); });

  // A block of cells as Excel copies it: tabs part cells, line ends rows, and a
  // cell with either stands in quotes.
  const block = text => {
    const out = [[]];
    let at = '', quoted = false;
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (quoted) {
        if (c !== '"') at += c;
        else if (text[i + 1] === '"') { at += c; i++; } else quoted = false;
      } else if (c === '"' && at === '') quoted = true;
      else if (c === '\t') { out[out.length - 1].push(at); at = ''; }
      else if (c === '\n') { out[out.length - 1].push(at); at = ''; out.push([]); }
      else if (c !== '\r') at += c;
    }
    if (at || out[out.length - 1].length) out[out.length - 1].push(at); else out.pop();
    return out.map(row => row.map(c => c.replace(/\s+/g, ' ').trim()));
  };
  const fit = text => { const place = one('[data-fit]'); if (place) { place.textContent = text; place.hidden = !text; } };
  document.addEventListener('paste', e => {
    const input = e.target;
    if (!input.dataset || !input.dataset.col || input.readOnly) return;
    const lines = block((e.clipboardData && e.clipboardData.getData('text')) || '');
    if (lines.length < 2 && (lines[0] || []).length < 2) return;
    e.preventDefault();
    const list = rows(), from = list.indexOf(input.closest('tr')), left = columns.indexOf(input.dataset.col);
    const batch = [];
    const wide = new Set();
    let beyond = 0, locked = 0;
    lines.forEach((line, i) => {
      const row = list[from + i];
      if (!row) { if (line.some(text => text)) beyond++; return; }
      line.forEach((text, j) => {
        const to = cell(row, columns[left + j]);
        if (!columns[left + j]) { if (text) wide.add(j); }
        else if (to.readOnly) { if (text && text !== to.value) locked++; }
        else if (text !== to.value) batch.push({ input: to, was: to.value, now: text });
      });
    });
    apply(batch, 'now');
    edit(batch);
    undone = [];
    const not = [beyond && say('Rows', beyond), wide.size && say('Columns', wide.size), locked && say('Locked', locked)].filter(Boolean);
    fit(say('Pasted', batch.length) + (not.length ? ' ' + not.join('; ') + '.' : ''));
  });

  // Buttons beside cells: the note of the month before, the other figure.
  document.addEventListener('click', e => {
    const use = e.target.closest('[data-use],[data-note],[data-step]');
    if (!use) return;
    if (use.dataset.step) { turn(at + Number(use.dataset.step)); rows()[at].scrollIntoView({ block: 'start' }); return; }
    const input = use.dataset.to ? document.getElementById(use.dataset.to) : cell(use.closest('tr'), 'note');
    const same = use.dataset.same && document.getElementById('value-' + use.dataset.same);
    const now = same ? same.value : use.dataset.to ? use.dataset.use : use.dataset.note;
    edit([{ input, was: input.value, now }]);
    set(input, now);
    input.focus();
  });

  // What the server does not have yet waits in this browser, for this account
  // alone, until it has it: cells typed while the line is down, and a sheet that
  // was sent. Signing out forgets it (swap.js).
  const queue = () => 'dondoc.' + form().dataset.account + '.' + location.pathname;
  const read = (of = queue()) => { try { return JSON.parse(localStorage.getItem(of)) || { rows: {} }; } catch { return { rows: {} }; } };
  const write = (kept, of = queue()) => {
    try {
      if (Object.keys(kept.rows).length || kept.send || (kept.files || []).length) localStorage.setItem(of, JSON.stringify(kept));
      else localStorage.removeItem(of);
    } catch { /* a full or closed store: the page itself still has it */ }
    bar();
  };
  const names = ['value', 'note', 'scope', 'estimate', 'kept', 'seen'];
  const fieldOf = (id, name) => one(`[name="${name}-${CSS.escape(id)}"]`);
  const hold = id => {
    const kept = read(), row = {};
    for (const name of names) { const f = fieldOf(id, name); if (f) row[name] = f.type === 'checkbox' ? f.checked : f.value; }
    kept.rows[id] = row;
    write(kept);
  };
  const release = ids => { const kept = read(); for (const id of ids) if (!changed.has(id)) delete kept.rows[id]; write(kept); };
  const restore = () => {
    for (const [id, row] of Object.entries(read().rows)) {
      if (!fieldOf(id, 'value')) continue; // it stands in the bar, and can be saved to a file
      for (const name of names) { const f = fieldOf(id, name); if (f && row[name] !== undefined) { if (f.type === 'checkbox') f.checked = row[name]; else f.value = row[name]; } }
      changed.add(id);
    }
    if (changed.size) later(0);
    load();
  };
  // What is typed after a sheet was sent goes with it while it waits.
  const mend = row => {
    const kept = read();
    if (!kept.send || delivering) return;
    const body = new URLSearchParams(kept.send.body);
    for (const name of names) {
      const f = fieldOf(idOf(row), name);
      if (!f || !f.name) continue;
      if (f.type !== 'checkbox' || f.checked) body.set(f.name, f.value); else body.delete(f.name);
    }
    kept.send.body = body.toString();
    write(kept);
  };

  // The sheet is kept to be opened without a line: once when it is seen first, and
  // anew some time after something of it was saved.
  const worker = form() && form().dataset.worker && navigator.serviceWorker;
  let keeping = 0;
  const keep = ms => {
    if (!worker) return;
    clearTimeout(keeping);
    keeping = setTimeout(() => worker.ready.then(w => w.active.postMessage({ keep: location.pathname })), ms);
  };
  if (worker) worker.register(form().dataset.worker).then(() => { if (!worker.controller) keep(0); }, () => {});

  let offline = false;
  const bar = () => {
    const place = one('[data-queue]'), kept = read(), n = Object.keys(kept.rows).length;
    if (!place) return;
    place.hidden = !kept.send && !(offline && (n || held.length)) && held.every(f => placeOf(f.row));
    one('span', place).textContent = kept.send ? say('Queued', kept.send.n).replace('@', kept.send.at) : n ? say('Waiting', n) : '';
    one('ul', place).replaceChildren(...held.map(f => item(f, true)));
    for (const at of all('[data-held]')) at.replaceChildren(...held.filter(f => f.row === at.dataset.held).map(f => item(f)));
  };

  // Evidence that is picked waits with its row, its bytes in IndexedDB, until the
  // sheet it goes with is taken. What that store refuses waits in this page alone,
  // and it is said.
  let held = [], loading = Promise.resolve(), letting = loading, going = [], gone = '';
  const placeOf = id => one(`[data-held="${CSS.escape(id)}"]`);
  const store = async (mode, what) => {
    const db = await new Promise((ok, no) => {
      const ask = indexedDB.open('dondoc', 1);
      ask.onupgradeneeded = () => ask.result.createObjectStore('files', { keyPath: 'key' }).createIndex('sheet', 'sheet');
      ask.onsuccess = () => ok(ask.result);
      ask.onerror = ask.onblocked = () => no(ask.error);
    });
    try {
      return await new Promise((ok, no) => {
        const tx = db.transaction('files', mode), ask = what(tx.objectStore('files'));
        tx.oncomplete = () => ok(ask.result);
        tx.onabort = tx.onerror = () => no(tx.error);
      });
    } finally { db.close(); }
  };
  const named = () => { const kept = read(); kept.files = held.map(f => f.name); write(kept); };
  const load = () => {
    const of = queue();
    held = [];
    loading = letting.then(() => store('readonly', s => s.index('sheet').getAll(of))).catch(() => []).then(list => {
      if (!form() || queue() !== of) return;
      held = list;
      const left = list.map(f => f.name), lost = (read().files || []).filter(name => !left.includes(name));
      if (lost.length) gone = say('Gone').replace('@', lost.join(', '));
      if (gone) fit(gone);
      named();
      if (read().send) deliver();
    });
    bar();
  };
  const letGo = list => {
    const keys = list.map(f => f.key);
    held = held.filter(f => !keys.includes(f.key));
    if (form() && keys.length) named();
    for (const key of keys) letting = letting.then(() => store('readwrite', s => s.delete(key))).catch(() => {});
    return letting;
  };
  const size = n => (n / (n >> 20 ? 1048576 : 1024)).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }) + (n >> 20 ? ' MB' : ' KB');
  const act = (what, f) => {
    const b = document.createElement('button');
    b.type = 'button';
    b.className = 'link';
    b.textContent = say('File' + what);
    b.ariaLabel = b.textContent + ': ' + f.name;
    b.addEventListener('click', () => { if (what === 'drop') letGo([f]); else saveAs(f.file, f.name); });
    return b;
  };
  const item = (f, whole) => {
    const li = document.createElement('li');
    li.append((whole ? f.of + ': ' : '') + f.name + ' (' + size(f.file.size) + ') ' + say(f.loose ? 'Fileloose' : 'Filewaits') + ' · ', act('save', f), ' · ', act('drop', f));
    return li;
  };
  const refusal = (file, row) => {
    const bound = form().dataset, mine = held.filter(f => f.row === idOf(row)).length + Number(placeOf(idOf(row)).dataset.has);
    if (!file.size) return 'Fileempty';
    if (file.size > bound.largest) return 'Filelarge';
    if (mine >= bound.most) return 'Filemany';
    return held.reduce((n, f) => n + f.file.size, file.size) > bound.total ? 'Fileheavy' : '';
  };
  const pick = async input => {
    const row = input.closest('tr'), told = one('[data-not]', row), of = queue();
    const list = [...input.files];
    input.value = '';
    told.replaceChildren();
    await loading; // what waits already counts against the bounds
    for (const file of list) {
      const wrong = refusal(file, row);
      if (wrong) { told.append(say(wrong).replace('@', file.name) + ' '); continue; }
      let f = { key: of + ' ' + Date.now() + Math.random(), sheet: of, row: idOf(row), of: one('th a', row).textContent, name: file.name, file };
      held.push(f);
      try {
        await store('readwrite', s => s.put(f));
        const kept = await store('readonly', s => s.get(f.key)); // the copy: the file itself may go
        held = held.map(h => h === f ? kept : h);
      } catch { f.loose = true; }
    }
    if (form() && queue() === of) named();
  };
  document.addEventListener('change', e => { if (e.target.type === 'file' && e.target.closest('[data-grid]')) pick(e.target); });

  // With a sheet go the files of the rows that are sent with it.
  const goes = (f, body) => body.has('value-' + f.row) && (body.get('do') !== 'ticked' || body.get('tick-' + f.row) === '1');
  let sending = '';
  document.addEventListener('submit', e => { sending = e.target === form() ? (e.submitter || { value: 'submit' }).value : ''; dropping = !!one('[name=sure]', e.target) && !!one('[name=do][value=discard]', e.target); }, true);
  document.addEventListener('formdata', e => {
    if (e.target !== form() || sending !== 'submit' && sending !== 'ticked') return;
    going = held.filter(f => goes(f, e.formData));
    for (const f of going) e.formData.append('files-' + f.row, f.file, f.name);
  });
  // What was sent is let go once the server says that it has it.
  let dropping = false;
  document.addEventListener('arrived', e => {
    const { answer } = e.detail || {}, list = going, all = dropping;
    if (!answer || !form()) return;
    going = [];
    dropping = false;
    const done = answer.redirected && new URL(answer.url).searchParams.get('done');
    const kept = id => { const row = document.getElementById('read-' + id); return !row || 'refused' in row.closest('tr').dataset; };
    if (done === 'grid_sent' || answer.status === 422 && !('nothing' in form().dataset)) letGo(list.filter(f => !kept(f.row)));
    if (done === 'grid_dropped' && all) loading.then(() => letGo(held));
  });
  document.addEventListener('unsent', e => {
    if (e.target !== form()) return;
    e.preventDefault();
    const kept = read();
    kept.send = { action: e.detail.action, body: e.detail.body, n: filled(), at: new Date().toTimeString().slice(0, 5) };
    for (const row of rows()) { const f = cell(row, 'value'); if (f && f.name && f.value !== f.defaultValue) changed.add(idOf(row)); }
    offline = true;
    write(kept);
    setTimeout(deliver, 5000);
  });
  let delivering = false;
  const deliver = async () => {
    const of = form() && queue(), send = of && read(of).send;
    if (!send || delivering) return;
    delivering = true;
    try {
      await loading;
      const body = new URLSearchParams(send.body), files = held.filter(f => goes(f, body));
      const answer = await fetch(send.action, { method: 'POST', credentials: 'same-origin', body: dondocPacked(body, files.map(f => ['files-' + f.row, f.file, f.name])) });
      const text = await answer.text();
      if (answer.status >= 500 || answer.url.includes('/sign-in') || !text.includes('<main')) throw new Error('not taken');
      const kept = read(of);
      delete kept.send;
      offline = false;
      write(kept, of);
      if (!form() || queue() !== of) { letGo(files); return; }
      going = files;
      keep(1000);
      document.dispatchEvent(new CustomEvent('take', { detail: { answer, text } }));
    } catch { setTimeout(deliver, 20000); } finally { delivering = false; }
  };
  const saveAs = (blob, name) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const cleared = text => /^[=@\t\r]|^[+-](?![\d.,\s]*$)/.test(text) ? "'" + text : text;
  const toFile = () => {
    const kept = read(), sent = new URLSearchParams((kept.send || {}).body || ''), lines = [['', ...columns]];
    for (const row of rows()) {
      const id = idOf(row), mine = kept.rows[id];
      const value = mine ? mine.value : sent.get('value-' + id), note = mine ? mine.note : sent.get('note-' + id);
      if (value || note) lines.push([one('th a', row).textContent, value || '', note || '']);
    }
    for (const [id, row] of Object.entries(kept.rows)) if (!fieldOf(id, 'value')) lines.push([id, row.value, row.note]);
    const text = lines.map(l => l.map(c => '"' + cleared(c).replace(/"/g, '""') + '"').join(',')).join('\r\n');
    saveAs(new Blob(['\ufeff' + text], { type: 'text/csv' }), location.pathname.split('/').slice(2).join(' ') + '.csv');
  };
  document.addEventListener('click', e => {
    const act = e.target.closest('[data-queue] button');
    if (!act) return;
    if (act.value === 'now') { deliver(); later(0); }
    if (act.value === 'file') toFile();
    if (act.value === 'drop') { changed.clear(); localStorage.removeItem(queue()); letGo(held).then(() => { localStorage.removeItem(queue()); location.reload(); }); }
  });

  // The draft: rows that changed go to the server a moment after the last key,
  // and again until they are there.
  const changed = new Set();
  let timer = 0, busy = false, pause = 2000, sent = []; // sent: rows that a form under way has
  const later = ms => { clearTimeout(timer); timer = setTimeout(save, ms); };
  const fields = (target, ids) => new URLSearchParams([...new FormData(target)].filter(([name, v]) => typeof v === 'string' && ids.includes(name.slice(name.indexOf('-') + 1))));
  const save = async () => {
    const target = form();
    if (!target || !changed.size) return;
    if (busy) { later(500); return; }
    const ids = [...changed];
    busy = true;
    changed.clear();
    state(say('Saving'));
    try {
      const answer = await fetch(target.dataset.drafts, { method: 'POST', credentials: 'same-origin', body: fields(target, ids) });
      const got = document.createElement('template');
      got.innerHTML = await answer.text();
      if (!answer.ok || !one('[data-at]', got.content)) throw new Error('not kept');
      pause = 2000;
      offline = false;
      release(ids);
      keep(20000);
      for (const part of all('template[data-row]', got.content)) show(part);
      state(one('[data-at]', got.content).textContent + ' · ' + say('Progress', filled()));
    } catch {
      for (const id of ids) changed.add(id);
      offline = true;
      bar();
      state(say('Lost'));
      later(pause = Math.min(pause * 2, 60000));
    } finally { busy = false; }
    if (changed.size && pause === 2000) later(1200);
  };
  const show = part => {
    const id = part.dataset.row, put = (name, text) => { const to = document.getElementById(name + '-' + id); if (to) to.textContent = text; };
    const kept = one(`input[name="kept-${CSS.escape(id)}"]`), read = document.getElementById('read-' + id);
    if (kept && part.dataset.kept) kept.value = part.dataset.kept;
    if (changed.has(id) || !read) return; // typed on meanwhile: what is said of it comes
    put('total', part.dataset.total);
    put('percent', part.dataset.percent);
    read.replaceChildren(part.content);
    reveal(read);
  };
  document.addEventListener('input', e => {
    const target = form(), row = e.target.closest('[data-grid] tbody tr');
    if (!target || !row || e.target.name === undefined || e.target.type === 'file' || e.target.name.startsWith('tick-')) return;
    changed.add(idOf(row));
    hold(idOf(row));
    mend(row);
    later(1200);
  });
  document.addEventListener('submit', e => {
    if (e.target !== form()) return;
    clearTimeout(timer);
    if (e.submitter && e.submitter.value === 'discard') {
      if (changed.size) navigator.sendBeacon(form().dataset.drafts, fields(form(), [...changed]));
      localStorage.removeItem(queue());
    }
    sent = [...changed];
    sending = '';
    changed.clear();
  });
  document.addEventListener('arrived', () => { if (form() && sent.length) release(sent); sent = []; });
  addEventListener('online', () => { deliver(); if (changed.size) later(0); });
  addEventListener('pagehide', () => {
    if (form() && changed.size) navigator.sendBeacon(form().dataset.drafts, fields(form(), [...changed]));
  });

  // On a phone one target stands on the screen, and how far one is.
  const phone = matchMedia('(max-width:37.49rem)');
  let at = 0;
  const turn = to => {
    const list = rows(), table = one('[data-grid]'), bar = one('[data-turn]');
    if (!table || !bar || !list.length) return;
    bar.hidden = !phone.matches;
    table.classList.toggle('one', phone.matches);
    at = Math.max(0, Math.min(to, list.length - 1));
    list.forEach((row, i) => row.classList.toggle('at', i === at));
    one('[data-nth]').textContent = `${at + 1}/${list.length}`;
  };
  phone.addEventListener('change', () => turn(at));

  const reveal = from => { for (const b of all('[data-use],[data-note],[data-keys],[data-pick]', from)) b.hidden = false; for (const b of all('[data-plain]', from)) b.hidden = true; };
  const start = () => {
    const target = form();
    if (!target || target.dataset.on) return;
    target.dataset.on = 1;
    done = []; undone = [];
    changed.clear();
    reveal(target);
    const wrong = rows().findIndex(row => one('[aria-invalid],.flag', row)), open = rows().findIndex(row => !cell(row, 'value').value && !cell(row, 'value').readOnly);
    turn(wrong >= 0 ? wrong : open >= 0 ? open : 0);
    restore();
  };
  document.addEventListener('arrived', start);
  start();
})();
