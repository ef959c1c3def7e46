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
  const read = () => { try { return JSON.parse(localStorage.getItem(queue())) || { rows: {} }; } catch { return { rows: {} }; } };
  const write = kept => {
    try {
      if (Object.keys(kept.rows).length || kept.send) localStorage.setItem(queue(), JSON.stringify(kept));
      else localStorage.removeItem(queue());
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
    if (read().send) deliver();
    bar();
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
    place.hidden = !kept.send && !(offline && n);
    one('span', place).textContent = kept.send ? say('Queued', kept.send.n).replace('@', kept.send.at) : say('Waiting', n);
  };
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
    const { send } = read();
    if (!send || delivering || !form()) return;
    delivering = true;
    try {
      const answer = await fetch(send.action, { method: 'POST', credentials: 'same-origin', body: new URLSearchParams(send.body) });
      const text = await answer.text();
      if (answer.status >= 500 || answer.url.includes('/sign-in') || !text.includes('<main')) throw new Error('not taken');
      const kept = read();
      delete kept.send;
      offline = false;
      write(kept);
      keep(1000);
      document.dispatchEvent(new CustomEvent('take', { detail: { answer, text } }));
    } catch { setTimeout(deliver, 20000); } finally { delivering = false; }
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
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['\ufeff' + text], { type: 'text/csv' }));
    link.download = location.pathname.split('/').slice(2).join(' ') + '.csv';
    link.click();
  };
  document.addEventListener('click', e => {
    const act = e.target.closest('[data-queue] button');
    if (!act) return;
    if (act.value === 'now') { deliver(); later(0); }
    if (act.value === 'file') toFile();
    if (act.value === 'drop') { changed.clear(); localStorage.removeItem(queue()); location.reload(); }
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
    if (!target || !row || e.target.name === undefined || e.target.name.startsWith('tick-')) return;
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

  const reveal = from => { for (const b of all('[data-use],[data-note],[data-keys]', from)) b.hidden = false; };
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
