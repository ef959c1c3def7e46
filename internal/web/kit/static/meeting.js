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
  let going = 0, since = -1e9; // the screen that the last key led to, which may still be on its way
  const forward = { ' ': 1, PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 };
  addEventListener('keydown', e => {
    let step = forward[e.key];
    if (!step || e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === ' ' && e.target.closest('summary,button,input,select,textarea')) return;
    if (e.key === ' ' && e.shiftKey) step = -1;
    const onTheWay = e.timeStamp - since < 1000, tops = screens.map(s => s.getBoundingClientRect().top);
    const at = onTheWay ? going : Math.max(0, tops.findLastIndex(top => top < innerHeight / 3));
    const { bottom, height } = screens[at].getBoundingClientRect(), within = !onTheWay && tops[at] < -16;
    const unread = step > 0 ? bottom > innerHeight + 16 : within;
    if (!onTheWay && height > innerHeight && unread && !e.key.startsWith('Arrow')) return;
    const to = screens[step < 0 && within ? at : at + step];
    if (!to) return;
    e.preventDefault();
    going = screens.indexOf(to);
    since = e.timeStamp;
    to.scrollIntoView();
  });
})();
