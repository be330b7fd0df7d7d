"use strict";
/* The report's behaviour: the reader pane, permalinks, light and dark. No page's words are ever markup here: every text goes
   in as a text node. */
(() => {
  const get = (id) => document.getElementById(id);
  const reader = get("reader"), { say } = Held;
  let opened = null; // the page in the reader: its id and its passage
  let asked = null; // what to give the focus back to

  /* ---- the reader pane ---- */
  function asked_for(hash) {
    const found = Passage.asked(hash);
    return found && Object.hasOwn(Held.data.pages, found.id) ? found : null;
  }

  function fill(id) {
    const page = Held.data.pages[id];
    get("reader-outlet").textContent = page.outlet;
    get("reader-when").textContent = page.published;
    get("reader-title").textContent = page.title;
    get("reader-title").classList.toggle("unseen", page.titled); // the page's own text begins with it
    const link = get("reader-url");
    link.hidden = !page.url;
    if (page.url) link.href = page.url; else link.removeAttribute("href");
    const kinds = [...new Set(page.residue.map((r) => r[2]))];
    const said = get("reader-residue");
    said.textContent = kinds.length ? say(said.dataset.words, { kinds: kinds.join(said.dataset.between) }) : "";
    const passage = new Passage(page.text);
    passage.fill(get("reader-text"));
    opened = { id, passage };
  }

  function paint(spans, others) {
    const { id, passage } = opened;
    if (passage.paint("evidence", spans, 2)) {
      passage.paint("also", others, 1);
      passage.paint("residue", passage.spans(Held.data.pages[id].residue.map((r) => [r[0], r[1]])), 0);
    } else {
      passage.fill(get("reader-text"));
      passage.mark_words(spans);
    }
  }

  function neighbours(link, id) {
    const near = link && link.closest("details.event, article, .kwic, .entities, .told tr");
    if (!near) return [];
    return [...near.querySelectorAll('a[href^="#' + CSS.escape(id) + '\\:"]')].flatMap((a) => (asked_for(a.hash) || { spans: [] }).spans);
  }

  function open_reader(wanted, link) {
    if (!opened || opened.id !== wanted.id) fill(wanted.id);
    Passage.turn(reader, true, link);
    const spans = opened.passage.spans(wanted.spans);
    paint(spans, opened.passage.spans(neighbours(link, wanted.id)));
    opened.passage.reveal(reader, spans[0]);
    get("reader-title").focus({ preventScroll: true });
  }

  function close_reader() {
    if (reader.hidden) return;
    Passage.turn(reader, false, asked);
    Passage.clear("evidence", "also", "residue");
    if (Passage.asked(location.hash)) {
      try { history.replaceState(null, "", location.pathname + location.search + "#"); } catch { /* some browsers refuse on file: */ }
    }
    if (asked && asked.isConnected) asked.focus({ preventScroll: true });
    asked = null;
  }

  async function follow() {
    if (location.hash.length < 2) return;
    await Held.ready();
    const wanted = asked_for(location.hash);
    if (wanted) { open_reader(wanted, asked); return; }
    const id = location.hash.slice(1), target = get(id) || Held.find(id);
    if (!target) return;
    for (let d = target.closest("details"); d; d = d.parentElement.closest("details")) { Held.fill(Held.inside(d)); d.open = true; }
    if (target.hidden) Sieve.clear();
    target.scrollIntoView();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (!Passage.asked(link.hash)) return;
    asked = link;
    if (link.hash === location.hash) {
      event.preventDefault();
      follow();
    }
  });
  addEventListener("hashchange", follow);
  get("reader-close").addEventListener("click", close_reader);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close_reader(); });

  /* ---- light and dark ---- */
  const theme = get("theme");
  const dark_now = () => (document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const remember = (value) => { try { localStorage.setItem("tawatur-theme", value); } catch { /* storage refused */ } };
  const name_theme = () => { theme.textContent = dark_now() ? theme.dataset.day : theme.dataset.night; theme.setAttribute("aria-pressed", String(dark_now())); };
  try {
    const kept = localStorage.getItem("tawatur-theme");
    if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
  } catch { /* storage refused */ }
  theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = dark_now() ? "light" : "dark";
    remember(document.documentElement.dataset.theme);
    name_theme();
  });
  name_theme();

  if ("IntersectionObserver" in window) {
    const links = new Map([...document.querySelectorAll(".sections a")].map((a) => [a.hash.slice(1), a]));
    const watch = new IntersectionObserver((seen) => seen.forEach((entry) => {
      const link = links.get(entry.target.id);
      if (entry.isIntersecting) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }), { rootMargin: "-15% 0px -80% 0px" });
    links.forEach((_, id) => watch.observe(get(id)));
  }
  follow();
})();
