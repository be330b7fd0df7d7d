"use strict";
/* The report's behaviour: the reader pane, permalinks, filters, search, light and dark. No page's words are ever markup here:
   every text goes in as a text node, and what an event holds was escaped when the report was written. */
(() => {
  const get = (id) => document.getElementById(id);
  const reader = get("reader"), held = get("held");
  const packed = held.type === "application/gzip";
  let pages = packed ? null : JSON.parse(held.textContent).pages;
  let bodies = null; // of a packed report: what each event holds once it is opened
  let opened = null; // the page in the reader: its id and its passage
  let asked = null; // what to give the focus back to

  /* ---- a report of thousands of events holds them packed ---- */
  let unpacking = null;
  const unpack = () => unpacking ||= (async () => {
    if (!packed) return;
    const bytes = Uint8Array.from(atob(held.textContent), (letter) => letter.charCodeAt(0));
    const plain = new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
    ({ pages, bodies } = await plain.json());
  })();
  function fill_event(event) {
    const box = event.querySelector(":scope > .accounts[data-packed]");
    if (!box || !bodies) return;
    box.innerHTML = bodies[event.id] || "";
    box.removeAttribute("data-packed");
  }
  if (packed) {
    document.addEventListener("toggle", (event) => {
      if (event.target.matches("details.event") && event.target.open) unpack().then(() => fill_event(event.target));
    }, true);
  }
  /* The event that holds the thing of an id, filled in; null where none does. */
  function holder_of(id) {
    const found = Object.entries(bodies || {}).find(([, body]) => body.includes(` id="${id}"`));
    if (!found) return null;
    fill_event(get(found[0]));
    return get(id);
  }

  /* ---- our own words: the page holds them in its language, and its ten digits ---- */
  const fill_in = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = (n) => String(n).replace(/\d/g, (digit) => document.documentElement.dataset.digits[digit]);

  /* ---- the reader pane ---- */
  function asked_for(hash) {
    const found = Passage.asked(hash);
    return found && Object.hasOwn(pages, found.id) ? found : null;
  }

  function fill(id) {
    const page = pages[id];
    get("reader-outlet").textContent = page.outlet;
    get("reader-when").textContent = page.published;
    get("reader-title").textContent = page.title;
    get("reader-title").classList.toggle("unseen", page.titled); // the page's own text begins with it
    const link = get("reader-url");
    link.hidden = !page.url;
    if (page.url) link.href = page.url; else link.removeAttribute("href");
    const kinds = [...new Set(page.residue.map((r) => r[2]))];
    const said = get("reader-residue");
    said.textContent = kinds.length ? fill_in(said.dataset.words, { kinds: kinds.join(said.dataset.between) }) : "";
    const passage = new Passage(page.text);
    passage.fill(get("reader-text"));
    opened = { id, passage };
  }

  function paint(spans, others) {
    const { id, passage } = opened;
    if (passage.paint("evidence", spans, 2)) {
      passage.paint("also", others, 1);
      passage.paint("residue", passage.spans(pages[id].residue.map((r) => [r[0], r[1]])), 0);
    } else {
      passage.fill(get("reader-text"));
      passage.mark_words(spans);
    }
  }

  function show_evidence(spans) {
    const box = opened.passage.place(spans[0]), frame = reader.getBoundingClientRect();
    if (box) reader.scrollTop += box.top - frame.top - frame.height / 3;
  }

  function neighbours(link, id) {
    const near = link && link.closest("details.event, article, .usage, .entities");
    if (!near) return [];
    return [...near.querySelectorAll('a[href^="#' + CSS.escape(id) + '\\:"]')].flatMap((a) => (asked_for(a.hash) || { spans: [] }).spans);
  }

  /* The pane takes room from the sheet, whose lines wrap anew: the link that was pressed must stay under the eye. */
  function keep_place(link, change) {
    const before = link && link.isConnected ? link.getBoundingClientRect().top : null;
    change();
    if (before !== null) scrollBy({ top: link.getBoundingClientRect().top - before, behavior: "instant" });
  }

  function open_reader(wanted, link) {
    if (!opened || opened.id !== wanted.id) fill(wanted.id);
    keep_place(link, () => {
      reader.hidden = false;
      document.body.classList.add("reading");
    });
    const spans = opened.passage.spans(wanted.spans);
    paint(spans, opened.passage.spans(neighbours(link, wanted.id)));
    reader.scrollTop = 0;
    show_evidence(spans);
    get("reader-title").focus({ preventScroll: true });
  }

  function close_reader() {
    if (reader.hidden) return;
    keep_place(asked, () => {
      reader.hidden = true;
      document.body.classList.remove("reading");
    });
    Passage.clear("evidence", "also", "residue");
    if (Passage.asked(location.hash)) {
      try { history.replaceState(null, "", location.pathname + location.search + "#"); } catch { /* some browsers refuse on file: */ }
    }
    if (asked && asked.isConnected) asked.focus({ preventScroll: true });
    asked = null;
  }

  async function follow() {
    if (location.hash.length < 2) return;
    await unpack();
    const wanted = asked_for(location.hash);
    if (wanted) { open_reader(wanted, asked); return; }
    const id = location.hash.slice(1), target = get(id) || holder_of(id);
    if (!target) return;
    for (let d = target.closest("details"); d; d = d.parentElement.closest("details")) { fill_event(d); d.open = true; }
    if (target.hidden) clear_filters();
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

  /* ---- filters and search ---- */
  const letters = { "\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u0626": "\u064a", "\u0624": "\u0648", "\u0629": "\u0647", "\u06a9": "\u0643" };
  const fold = (text) => text.normalize("NFKC").toLowerCase()
    .replace(/[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\u00ad]/g, "")
    .replace(/[\u0623\u0625\u0622\u0671\u0649\u06cc\u0626\u0624\u0629\u06a9]/g, (letter) => letters[letter])
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/\s+/g, " ");
  const events = [...document.querySelectorAll("details.event")];
  const chips = [...document.querySelectorAll(".chip")];
  const search = get("search");
  const texts = new Map();
  const text_of = (event) => {
    if (!texts.has(event)) {
      const told = [...event.querySelectorAll("h4, .meta, blockquote, .isnad")].map((part) => part.textContent);
      if (bodies) told.push(...((bodies[event.id] || "").match(/<blockquote[^]*?<\/blockquote>|<ol class="isnad"[^]*?<\/ol>/g) || []).map((part) => part.replace(/<[^>]*>/g, " ")));
      texts.set(event, fold(told.join(" ")));
    }
    return texts.get(event);
  };

  function sift() {
    const on = (filter) => chips.filter((c) => c.dataset.filter === filter && c.getAttribute("aria-pressed") === "true").map((c) => c.dataset.value);
    const types = on("type"), outlets = on("outlet"), disputed = on("disputed").length > 0;
    const words = fold(search.value).trim().split(" ").filter(Boolean);
    let shown = 0;
    for (const event of events) {
      const keep = (!types.length || types.includes(event.dataset.type))
        && (!outlets.length || event.dataset.outlets.split("|").some((o) => outlets.includes(o)))
        && (!disputed || "disputed" in event.dataset)
        && words.every((word) => text_of(event).includes(word));
      event.hidden = !keep;
      shown += keep;
    }
    const said = get("shown");
    said.textContent = shown === events.length ? "" : fill_in(said.dataset.words, { shown: number(shown), all: number(events.length) });
  }

  function clear_filters() {
    chips.forEach((c) => c.setAttribute("aria-pressed", "false"));
    search.value = "";
    sift();
  }

  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => unpack().then(sift), 120); });
  chips.forEach((chip) => chip.addEventListener("click", () => {
    chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
    sift();
  }));
  get("open-all").addEventListener("click", () => events.forEach((e) => { if (!e.hidden) e.open = true; }));
  get("close-all").addEventListener("click", () => events.forEach((e) => { e.open = false; }));
  get("tools").hidden = false;

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
