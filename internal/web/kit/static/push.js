// Has this browser told, or no more: only where it can be, and only when asked.
(() => {
  'use strict';
  const place = () => document.querySelector('[data-push]'), worker = navigator.serviceWorker;
  if (!worker || !window.PushManager) return;
  const raw = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const name = () => (navigator.userAgentData && navigator.userAgentData.platform ? navigator.userAgentData.platform + ' · ' : '') + (/(Edg|OPR|Firefox|Chrome|Safari)\/[\d]+/.exec(navigator.userAgent) || ['?'])[0].replace('/', ' ');
  const key = (s, which) => btoa(String.fromCharCode(...new Uint8Array(s.getKey(which)))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const on = async () => {
    const at = place(), said = at.querySelector('[role=status]');
    try {
      if (await Notification.requestPermission() !== 'granted') throw new Error('no');
      await worker.register(at.dataset.worker);
      const ready = await worker.ready;
      const s = await ready.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: raw(at.dataset.push) });
      const answer = await fetch(at.dataset.to, { method: 'POST', credentials: 'same-origin', body: new URLSearchParams({ do: 'add', endpoint: s.endpoint, p256dh: key(s, 'p256dh'), auth: key(s, 'auth'), name: name() }) });
      if (!answer.ok) throw new Error('not taken');
      location.reload();
    } catch { said.textContent = at.dataset.refused; }
  };
  const show = () => {
    const at = place(), button = at && at.querySelector('button[data-on]');
    if (!button || !button.hidden) return;
    button.hidden = false;
    button.addEventListener('click', on);
  };
  document.addEventListener('arrived', show);
  show();
})();
