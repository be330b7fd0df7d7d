"use strict";
/* What every screen does: keys, and the list of keys. Keys are where they lie on an English keyboard
   (`event.code`), so that an Arabic one works; sideways arrows follow the direction of reading. */
(() => {
  const get = (id) => document.getElementById(id);
  const rtl = document.documentElement.dir === "rtl";
  const items = () => [...document.querySelectorAll("[data-item]")].filter((i) => !i.hidden && i.getClientRects().length);
  const opener = (item) => item.matches("a") ? item : item.querySelector("a, button, summary");
  let at = null;

  function step(by) {
    const all = items();
    if (!all.length) return;
    let n = all.indexOf(at);
    if (n < 0) { // from where the eye is
      const first = all.findIndex((i) => i.getBoundingClientRect().bottom > 90);
      n = (first < 0 ? all.length : first) - (by > 0 ? 1 : 0);
    }
    if (at) at.classList.remove("current");
    at = all[Math.max(0, Math.min(all.length - 1, n + by))];
    at.classList.add("current");
    const target = opener(at) || at;
    target.focus({ preventScroll: true });
    at.scrollIntoView({ block: "nearest" });
  }

  const follow = (selector) => { const link = document.querySelector(selector); if (link) link.click(); };
  const help = get("help");
  const keys = {
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    ArrowRight: () => follow(rtl ? 'a[rel="prev"]' : 'a[rel="next"]'),
    ArrowLeft: () => follow(rtl ? 'a[rel="next"]' : 'a[rel="prev"]'),
    Slash: () => {
      const field = document.querySelector('main input[type="search"]') || document.querySelector('input[type="search"]');
      if (field) { field.focus(); field.select(); } else follow('a[data-search]');
    },
    KeyA: () => follow("[data-key=a]"),
    KeyR: () => follow("[data-key=r]"),
    KeyS: () => follow("[data-key=s]"),
    KeyD: () => follow("[data-key=d]"),
    KeyU: () => follow("[data-key=u]"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.code === "Slash" && event.shiftKey) { event.preventDefault(); help.showModal(); return; }
    const act = !event.shiftKey && keys[event.code];
    if (act) { event.preventDefault(); act(); }
  });
  get("help-open").hidden = false;
  get("help-open").addEventListener("click", () => help.showModal());

  /* Fields that were left empty are no part of an address that one may want to keep. */
  document.querySelectorAll('form[method="get"]').forEach((form) => {
    form.addEventListener("submit", () => form.querySelectorAll("input, select").forEach((f) => { if (!f.value) f.disabled = true; }));
    form.addEventListener("change", (event) => {
      if (event.target.matches('input[type="checkbox"], input[type="radio"], select')) form.requestSubmit();
    });
  });
  if (matchMedia("(max-width: 61.99rem)").matches) document.querySelectorAll("details.side-fold").forEach((d) => { d.open = false; });
})();
