// Everything works without this file. With it, pages marked data-swap change in
// place, keys lead about, and what was understood of a value is shown while it is
// typed. The entry grid has grid.js beside it.
(() => {
  'use strict';
  const one = (q, from = document) => from.querySelector(q), all = (q, from = document) => [...from.querySelectorAll(q)];
  const root = document.documentElement;
  const get = async (url, init) => {
    const answer = await fetch(url, { credentials: 'same-origin', ...init });
    if (!(answer.headers.get('Content-Type') || '').startsWith('text/html')) throw new Error('not a page');
    return answer;
  };

  // What waits in this browser to be sent is gone once its account signs out.
  const forget = () => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('dondoc.')) localStorage.removeItem(key);
    const worker = navigator.serviceWorker; // and it is told nothing any more
    if (worker) worker.getRegistration().then(r => r && r.pushManager && r.pushManager.getSubscription()).then(s => s && s.unsubscribe()).catch(() => {});
    if (window.indexedDB) indexedDB.deleteDatabase('dondoc'); // the files that wait with it
    if (window.caches) caches.keys().then(names => names.forEach(name => caches.delete(name)));
  };

  // What waits in this browser is told under "Việc của tôi", with the way to it.
  const tell = () => {
    const place = one('[data-waits]'), mine = place && `dondoc.${place.dataset.waits}.`;
    for (const key of place ? Object.keys(localStorage) : []) {
      if (!key.startsWith(mine) || one(`a[href="${CSS.escape(key.slice(mine.length))}"]`, place)) continue;
      const link = document.createElement('a');
      link.href = key.slice(mine.length);
      link.textContent = link.pathname.split('/').slice(2).join(' · ');
      place.append(' ', link);
      place.hidden = false;
    }
  };

  // A page that has a script of its own says which.
  const arrived = answer => {
    const page = one('[data-script]');
    if (page && !one(`script[src="${page.dataset.script}"]`)) {
      const script = document.createElement('script');
      script.src = page.dataset.script;
      document.head.append(script);
    }
    tell();
    document.dispatchEvent(new CustomEvent('arrived', { detail: { answer } }));
  };
  arrived();

  // Partial updates: the server sends the whole page, its <main> takes the place of ours.
  const swap = async (url, init, push = true) => {
    root.classList.add('busy');
    try {
      const answer = await get(url, init);
      place(answer, await answer.text(), push && (answer.redirected || !init || init.method !== 'POST'));
    } finally { root.classList.remove('busy'); }
  };
  // A step to another part of the page shown fires popstate too, and must leave what was typed and opened.
  const here = () => location.pathname + location.search;
  let shown = here();
  const place = (answer, text, push) => {
    const next = new DOMParser().parseFromString(text, 'text/html');
    if (!one('main', next)) throw new Error('no main');
    const at = document.activeElement && document.activeElement.id;
    for (const part of ['.top', 'main', '.foot']) if (one(part) && one(part, next)) one(part).replaceWith(one(part, next));
    document.title = next.title;
    const moved = new URL(answer.url).pathname !== location.pathname;
    if (push) { history.pushState(null, '', answer.url); shown = here(); }
    if (push && moved) scrollTo(0, 0);
    const focus = one('[role=alert][tabindex]:not([hidden])') || (at && document.getElementById(at)) || one('main');
    focus.focus({ preventScroll: true });
    arrived(answer);
  };
  document.addEventListener('take', e => place(e.detail.answer, e.detail.text, e.detail.answer.redirected));
  addEventListener('popstate', () => {
    if (here() === shown) return;
    shown = here();
    swap(location.href, {}, false).catch(() => location.reload());
  });
  document.addEventListener('click', e => {
    const link = e.target.closest('a[href]');
    for (const menu of all('details.menu[open]')) if (!menu.contains(e.target)) menu.open = false;
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    if (link.dataset.print !== undefined) { e.preventDefault(); print(); return; }
    if (!link.closest('[data-swap]') || link.origin !== location.origin || link.hasAttribute('download') || link.hash) return;
    e.preventDefault();
    swap(link.href).catch(() => { location.href = link.href; });
  });
  // A long form with files goes as one text beside them: a body has a bound on its parts.
  window.dondocPacked = (body, files) => {
    if (!files.length) return body;
    const out = new FormData();
    out.set('packed', body.toString());
    for (const file of files) out.append(...file);
    return out;
  };
  document.addEventListener('submit', e => {
    const form = e.target, button = e.submitter;
    if (/\/sign-out/.test(form.action)) forget();
    if (form.dataset.swap === undefined || form.dataset.sent) return;
    e.preventDefault();
    const data = new FormData(form, button), action = (button && button.getAttribute('formaction')) || form.action;
    const text = () => new URLSearchParams([...data].filter(([, v]) => typeof v === 'string'));
    const done = form.method === 'get' ? swap(action.split('?')[0] + '?' + text())
      : swap(action, { method: 'POST', body: form.enctype === 'multipart/form-data' ? data : dondocPacked(text(), [...data].filter(([, v]) => typeof v !== 'string')) });
    // A reading that fails is asked for again the plain way; a sending that fails is never
    // repeated by itself, and what was typed stays where it is.
    done.catch(() => {
      if (form.method === 'get') { form.dataset.sent = 1; form.submit(); return; }
      if (!form.dispatchEvent(new CustomEvent('unsent', { bubbles: true, cancelable: true, detail: { action, body: text().toString() } }))) return;
      const lost = one('[data-lost]');
      if (lost) { lost.hidden = false; lost.focus(); }
    });
  });

  // Keys: / to search, g and a letter for the words of the navigation, Esc to close.
  let lead = 0;
  document.addEventListener('keydown', e => {
    if (e.key === 'Escape') {
      for (const menu of all('details.menu[open]')) { menu.open = false; one('summary', menu).focus(); }
      if (e.target.closest('.fig')) e.target.blur();
    }
    if (e.target.closest('input,select,textarea') || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === '/' && one('[data-search]')) { e.preventDefault(); one('[data-search]').focus(); }
    else if (e.key === 'g') lead = e.timeStamp;
    else if (e.timeStamp - lead < 1500) { lead = 0; const word = one(`.nav a[data-key="${CSS.escape(e.key)}"]`); if (word) word.click(); }
  });

  // While typing: ask the server what it understands.
  const wait = new WeakMap();
  const later = (who, ms, what) => { clearTimeout(wait.get(who)); wait.set(who, setTimeout(what, ms)); };
  const fill = async (place, url, init) => { if (place) place.innerHTML = await (await get(url, init)).text(); };
  const fields = form => new URLSearchParams([...new FormData(form)].filter(([, v]) => typeof v === 'string'));
  document.addEventListener('input', e => {
    const input = e.target, form = input.form;
    if (!form) return;
    const asks = input.dataset.preview || (form.dataset.preview && input.name && form.dataset.preview);
    if (asks) {
      const place = document.getElementById(input.dataset.preview ? input.id + '-read' : form.dataset.place);
      const data = fields(form);
      data.set('field', input.name);
      later(input, 250, () => fill(place, asks + (asks.includes('?') ? '&' : '?') + data).catch(() => {}));
    }
  });
})();
