// The meeting's page is kept as it is, to be opened again without a line.
'use strict';
(() => {
  const page = document.querySelector('[data-worker]'), worker = page && navigator.serviceWorker;
  if (!worker || location.search) return;
  worker.register(page.dataset.worker).then(() => worker.ready)
    .then(w => w.active.postMessage({ keep: location.pathname }), () => {});
})();

// The space bar, Page Down and the right arrow lead to the next screen, with Shift,
// Page Up and the left arrow back; what is taller than the window is read through first.
(() => {
  const screens = [...document.querySelectorAll('section.screen')];
  let led = '';
  const forward = { ' ': 1, PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 };
  addEventListener('keydown', e => {
    let step = forward[e.key];
    led = '';
    if (!step || e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === ' ' && e.target.closest('summary,button,input,select,textarea')) return;
    if (e.key === ' ' && e.shiftKey) step = -1;
    const tops = screens.map(s => s.getBoundingClientRect().top), at = Math.max(0, tops.findLastIndex(top => top < innerHeight / 3));
    const { bottom, height } = screens[at].getBoundingClientRect(), within = tops[at] < -innerHeight / 4;
    const unread = step > 0 ? bottom > innerHeight + 16 : within;
    if (height > innerHeight && unread && !e.key.startsWith('Arrow')) return;
    const to = screens[step < 0 && within ? at : at + step];
    if (!to) return;
    e.preventDefault();
    to.scrollIntoView({ behavior: 'instant' }); // a key pressed twice counts from where the first led
    history.replaceState(history.state, '', '#' + to.id);
    led = e.key;
  });
  // Where a space is sent as a letter of its own, the window would go on by a page after it.
  addEventListener('keypress', e => { if (e.key === ' ' && led === ' ') e.preventDefault(); });
})();
