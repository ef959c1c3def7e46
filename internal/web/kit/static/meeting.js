// The meeting's page is kept as it is, to be opened again without a line.
'use strict';
(() => {
  const page = document.querySelector('[data-worker]'), worker = page && navigator.serviceWorker;
  if (!worker || location.search) return;
  worker.register(page.dataset.worker).then(() => worker.ready)
    .then(w => w.active.postMessage({ keep: location.pathname }), () => {});
})();
