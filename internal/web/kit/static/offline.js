// What opens the entry grid and the meeting's page without a line: those that were
// seen last, a sheet with the figures of last month and last year beside the cells.
// It keeps nothing but these, of one account alone, and forgets them when that account signs out, when
// another comes, and when the server asks for a sign-in.
'use strict';
const pages = 'dondoc-pages', files = 'dondoc-files', most = 12, patience = 4000;
const plain = (url, to) => url.origin === location.origin && to.test(url.pathname);
const isSheet = url => plain(url, /^\/entry\/[^/]+\/[^/]+\/\d{4}-\d{2}$/) && !url.search;
const isMeeting = url => plain(url, /^\/u\/[^/]+\/\d{4}\/conference$/) && !url.search;
const isKept = url => isSheet(url) || isMeeting(url);
const none = '/offline';

// turn tells what was begun before the last forgetting: it is not kept after it.
let turn = 0;
const forget = async () => { turn++; for (const name of await caches.keys()) await caches.delete(name); };

const account = text => (/data-account="([^"]*)"/.exec(text) || [])[1];
const copied = (answer, text) => {
  const headers = new Headers(answer.headers);
  for (const name of ['Content-Encoding', 'Content-Length', 'ETag', 'Last-Modified']) headers.delete(name);
  if (!headers.has('X-Kept')) headers.set('X-Kept', new Date().toISOString());
  return new Response(text, { headers });
};

// keep keeps a sheet, the files it names, and the page for what was not seen before.
const keep = async (address, answer, began) => {
  const text = await answer.text(), whose = account(text);
  if (!whose) return;
  const was = await caches.match('/account', { cacheName: pages });
  if (was && await was.text() !== whose) await forget();
  else if (began !== turn) return;
  const store = await caches.open(pages), kept = await caches.open(files), now = turn;
  await store.put('/account', new Response(whose));
  await store.put(address, copied(answer, text));
  const other = await fetch(none, { credentials: 'same-origin' });
  if (other.ok) await store.put(none, copied(other, await other.text()));
  for (const [, file] of text.matchAll(/"(\/static\/[^"]+)"/g)) if (!await kept.match(file)) await kept.add(file);
  const sheets = (await store.keys()).filter(r => isKept(new URL(r.url)));
  for (const old of sheets.slice(0, -most)) await store.delete(old);
  if (now !== turn) await forget();
};

// again gives the copy of a sheet: it says of when it is, and its next sending has a
// name of its own, so that it is not taken for one that was sent before.
const again = async address => {
  const answer = await caches.match(address, { cacheName: pages });
  if (!answer) return null;
  const at = new Date(answer.headers.get('X-Kept')), two = n => String(n).padStart(2, '0');
  const when = `${two(at.getHours())}:${two(at.getMinutes())} ${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
  const text = (await answer.text()).replace(/(name="once" value=")[^"]*/, '$1' + crypto.randomUUID()).replace(/(data-copy[^>]*?) hidden>([^<]*)@/, `$1>$2${when}`);
  return copied(answer, text);
};

// nothing lists what can be opened without a line.
const nothing = async () => {
  const page = await caches.match(none, { cacheName: pages });
  if (!page) return Response.error();
  const store = await caches.open(pages);
  const rows = [];
  for (const { url } of await store.keys()) {
    if (!isKept(new URL(url))) continue;
    const title = (/<title>([^<]*)/.exec(await (await store.match(url)).text()) || [])[1];
    rows.push(`<li><a href="${new URL(url).pathname}">${title}</a></li>`);
  }
  return copied(page, (await page.text()).replace('<!--kept-->', rows.reverse().join('')));
};

// asked asks the server; where there is a copy, only so long.
const asked = async (request, has) => {
  if (!has) return fetch(request);
  const stop = new AbortController(), timer = setTimeout(() => stop.abort(), patience);
  try { return await fetch(request, { signal: stop.signal }); } finally { clearTimeout(timer); }
};

const sheet = async e => {
  const address = new URL(e.request.url).pathname, began = turn;
  try {
    const answer = await asked(e.request, await caches.match(address, { cacheName: pages }));
    if (answer.type === 'opaqueredirect' || answer.redirected) e.waitUntil(forget()); // to the sign-in
    else if (answer.status >= 500) return await again(address) || answer;
    else if (answer.ok) e.waitUntil(keep(address, answer.clone(), began));
    return answer;
  } catch {
    return await again(address) || (e.request.mode === 'navigate' ? nothing() : Response.error());
  }
};

const file = async request => await caches.match(request, { cacheName: files }) || fetch(request);

addEventListener('install', () => skipWaiting());
addEventListener('activate', e => e.waitUntil(clients.claim()));
addEventListener('message', e => {
  const url = new URL(e.data.keep || '/', location.origin), began = turn;
  if (isKept(url)) e.waitUntil(fetch(url, { credentials: 'same-origin' }).then(answer => answer.ok && !answer.redirected && keep(url.pathname, answer, began)).catch(() => {}));
});
addEventListener('fetch', e => {
  const { request } = e, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === 'POST' && /\/sign-out/.test(url.pathname)) { indexedDB.deleteDatabase('dondoc'); e.waitUntil(forget()); return; }
  if (request.method !== 'GET') return;
  if (plain(url, /^\/static\//)) e.respondWith(file(request));
  else if (isKept(url)) e.respondWith(sheet(e));
  else if (request.mode === 'navigate') e.respondWith(fetch(request).catch(nothing));
});

// What the house tells by web push is shown with the way to it; nothing of it is kept.
addEventListener('push', e => {
  let m = {};
  try { m = e.data.json(); } catch { /* shown without words of its own */ }
  e.waitUntil(registration.showNotification(m.title || 'Dondoc', { body: m.body || '', tag: m.tag, data: m.url || '/notices' }));
});
addEventListener('notificationclick', e => {
  e.notification.close();
  e.waitUntil(clients.openWindow(new URL(e.notification.data, location.origin).href));
});
