// The text to be read stands on the page without this file. With it, a Vietnamese
// voice of the device reads it: sentence by sentence, the one being read is marked.
(() => {
  'use strict';
  const box = document.getElementById('aloud');
  if (!box) return;
  const player = box.querySelector('.player'), say = box.querySelector('.said'), told = box.querySelector('[role=status]');
  const play = player.querySelector('button'), at = player.querySelector('input'), speed = player.querySelector('select');
  const list = [...say.children], synth = window.speechSynthesis, T = box.dataset;
  let now = 0, going = false, turn = 0, waiting = true;
  at.max = list.length;

  const voice = () => synth && synth.getVoices().find((v) => /^vi\b/i.test(v.lang.replace('_', '-')));
  const ready = () => {
    const has = !!voice();
    player.hidden = !has;
    play.disabled = at.disabled = speed.disabled = !has;
    told.textContent = has || waiting ? '' : T.none;
    if (has) show();
  };
  const show = () => {
    list.forEach((one, i) => {
      one.classList.toggle('reading', going && i === now);
      if (going && i === now) one.setAttribute('aria-current', 'true'); else one.removeAttribute('aria-current');
    });
    at.value = now + 1;
    at.setAttribute('aria-valuetext', T.at.replace('{n}', now + 1).replace('{of}', list.length));
    play.textContent = going ? T.pause : T.play;
    told.textContent = going ? T.at.replace('{n}', now + 1).replace('{of}', list.length) : '';
  };
  // A pause of the synthesiser itself does not hold on all phones: reading stops, and
  // goes on with the sentence it was in.
  const stop = () => { turn++; going = false; synth.cancel(); show(); };
  const read = () => {
    const mine = ++turn;
    synth.cancel();
    going = true;
    box.querySelector('details').open = true;
    show();
    const u = new SpeechSynthesisUtterance(list[now].textContent);
    u.voice = voice();
    u.lang = 'vi-VN';
    u.rate = Number(speed.value);
    u.onend = () => {
      if (mine !== turn) return;
      if (now + 1 < list.length) { now++; read(); } else { now = 0; stop(); }
    };
    u.onerror = () => { if (mine === turn) { stop(); told.textContent = T.failed; } };
    synth.speak(u);
  };
  play.addEventListener('click', () => (going ? stop() : read()));
  at.addEventListener('input', () => { now = Number(at.value) - 1; if (going) read(); else show(); });
  speed.addEventListener('change', () => { if (going) read(); });
  list.forEach((one, i) => one.addEventListener('click', () => { if (voice()) { now = i; read(); } }));
  addEventListener('pagehide', () => { if (synth) synth.cancel(); });
  if (synth && synth.addEventListener) synth.addEventListener('voiceschanged', ready);
  setTimeout(() => { waiting = false; ready(); }, 1500); // voices come late on some devices
  ready();
})();
