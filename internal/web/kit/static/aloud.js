// The text to be read stands on the page without this file. With it, a Vietnamese
// voice of the device reads it, or else the server's where it has one: sentence by
// sentence, the one being read is marked.
(() => {
  'use strict';
  const box = document.getElementById('aloud');
  if (!box) return;
  const player = box.querySelector('.player'), say = box.querySelector('.said'), told = box.querySelector('[role=status]');
  const play = player.querySelector('button'), at = player.querySelector('input'), speed = player.querySelector('select');
  const list = [...say.children], synth = window.speechSynthesis, T = box.dataset;
  const served = list.length > 0 && list.every((one) => one.dataset.sound);
  let now = 0, going = false, turn = 0, waiting = true, sound = null, ahead = null;
  at.max = list.length;

  const voice = () => synth && synth.getVoices().find((v) => /^vi\b/i.test(v.lang.replace('_', '-')));
  const ready = () => {
    const has = !!voice() || served;
    player.hidden = !has;
    play.disabled = at.disabled = speed.disabled = !has;
    told.textContent = has || waiting ? '' : T.none;
    if (has) show();
  };
  const place = () => T.at.replace('{n}', now + 1).replace('{of}', list.length);
  const show = () => {
    list.forEach((one, i) => {
      one.classList.toggle('reading', going && i === now);
      if (going && i === now) one.setAttribute('aria-current', 'true'); else one.removeAttribute('aria-current');
    });
    at.value = now + 1;
    at.setAttribute('aria-valuetext', place());
    play.textContent = going ? T.pause : T.play;
    told.textContent = !going ? '' : voice() ? place() : place() + ' · ' + T.served;
  };
  // A pause of the synthesiser itself does not hold on all phones: reading stops, and
  // goes on with the sentence it was in. A sound of the server goes on where it was.
  const stop = () => { turn++; going = false; if (synth) synth.cancel(); if (sound) sound.pause(); show(); };
  const failed = (why) => { stop(); told.textContent = why; };
  const next = (mine) => {
    if (mine !== turn) return;
    if (now + 1 < list.length) { now++; read(); } else { now = 0; stop(); sound = null; }
  };
  const byDevice = (mine) => {
    const u = new SpeechSynthesisUtterance(list[now].textContent);
    u.voice = voice();
    u.lang = 'vi-VN';
    u.rate = Number(speed.value);
    u.onend = () => next(mine);
    u.onerror = () => { if (mine === turn) failed(T.failed); };
    synth.speak(u);
  };
  const soundOf = (one, i) => (one && one.at === i ? one : Object.assign(new Audio(list[i].dataset.sound), { at: i, preload: 'auto' }));
  const byServer = (mine) => {
    if (sound && sound.at !== now) sound.pause();
    sound = soundOf(sound && sound.at === now ? sound : ahead, now);
    sound.playbackRate = Number(speed.value);
    sound.onended = () => { sound = null; next(mine); };
    sound.onerror = () => { if (mine === turn) { sound = null; failed(T.unread); } };
    sound.play().catch((e) => { if (mine === turn && e.name !== 'AbortError') failed(T.unread); });
    ahead = now + 1 < list.length ? soundOf(ahead, now + 1) : null;
  };
  const read = () => {
    const mine = ++turn;
    if (synth) synth.cancel();
    going = true;
    box.querySelector('details').open = true;
    show();
    if (voice()) byDevice(mine); else byServer(mine);
  };
  const from = (i) => { now = i; if (sound) sound.pause(); sound = null; };
  play.addEventListener('click', () => (going ? stop() : read()));
  at.addEventListener('input', () => { from(Number(at.value) - 1); if (going) read(); else show(); });
  speed.addEventListener('change', () => {
    if (!going) return;
    if (!voice() && sound) sound.playbackRate = Number(speed.value); else read();
  });
  list.forEach((one, i) => one.addEventListener('click', () => { if (voice() || served) { from(i); read(); } }));
  addEventListener('pagehide', () => { if (synth) synth.cancel(); if (sound) sound.pause(); });
  if (synth && synth.addEventListener) synth.addEventListener('voiceschanged', () => { if (going && sound) stop(); ready(); });
  setTimeout(() => { waiting = false; ready(); }, 1500); // voices come late on some devices
  ready();
})();
