"use strict";
/* The report's behaviour: the reader pane, permalinks, filters, search, light and dark. No page's words are ever markup here:
   every text goes in as a text node. Offsets in the file count code points; a browser counts UTF-16 units: `units` converts. */
(() => {
  const pages = JSON.parse(document.getElementById("pages").textContent);
  const get = (id) => document.getElementById(id);
  const reader = get("reader");
  const highlights = "highlights" in CSS && typeof Highlight === "function" ? CSS.highlights : null;
  let opened = null; // the page in the reader: its id, its paragraphs, its text
  let asked = null; // what to give the focus back to

  /* ---- our own words: the page holds them in its language, and its ten digits ---- */
  const fill_in = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = (n) => String(n).replace(/\d/g, (digit) => document.documentElement.dataset.digits[digit]);

  /* ---- code points to UTF-16 ---- */
  const astral = new Map();
  function units(id, point) {
    if (!astral.has(id)) {
      const places = [];
      let count = 0;
      for (const letter of pages[id].text) {
        if (letter.length > 1) places.push(count);
        count += 1;
      }
      astral.set(id, places);
    }
    const places = astral.get(id);
    let low = 0, high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle] < point) low = middle + 1; else high = middle;
    }
    return Math.min(point + low, pages[id].text.length);
  }

  /* ---- the reader pane ---- */
  function asked_for(hash) {
    const found = /^#([^:]+):(\d+-\d+(?:,\d+-\d+)*)$/.exec(decodeURIComponent(hash));
    if (!found || !Object.hasOwn(pages, found[1])) return null;
    const spans = found[2].split(",").map((s) => s.split("-").map((n) => units(found[1], Number(n))));
    return { id: found[1], spans };
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
    const box = get("reader-text");
    box.replaceChildren();
    const paragraphs = [];
    let at = 0;
    for (const line of page.text.split(/(?<=\n)/)) {
      const p = document.createElement("p");
      p.dir = "auto";
      const node = document.createTextNode(line.replace(/\r?\n$/, ""));
      p.append(node);
      box.append(p);
      paragraphs.push({ start: at, end: at + line.length, p, node });
      at += line.length;
    }
    opened = { id, paragraphs, text: page.text };
  }

  function pieces_of(start, end) {
    const found = [];
    for (const { start: from, end: to, node } of opened.paragraphs) {
      const a = Math.max(start, from), b = Math.min(end, to, from + node.length);
      if (a < b) {
        const range = new Range();
        range.setStart(node, a - from);
        range.setEnd(node, b - from);
        found.push(range);
      }
    }
    return found;
  }

  function paint(spans, others) {
    const residue = pages[opened.id].residue.map(([s, e]) => [units(opened.id, s), units(opened.id, e)]);
    if (highlights) {
      const lay = (name, list, priority) => {
        const highlight = new Highlight(...list.flatMap(([s, e]) => pieces_of(s, e)));
        highlight.priority = priority;
        highlights.set(name, highlight);
      };
      lay("residue", residue, 0);
      lay("also", others, 1);
      lay("evidence", spans, 2);
    } else {
      fill(opened.id);
      for (const { p, start, end } of opened.paragraphs) {
        if (residue.some(([s, e]) => s < end && e > start)) p.className = "residue";
        mark_words(p, start, spans);
      }
    }
  }

  /* Without the Highlight API: whole words in <mark>, no padding, so that joined letters stay joined. */
  function mark_words(p, start, spans) {
    const text = p.textContent;
    const parts = text.match(/\s+|\S+/g) || [];
    let at = start;
    p.replaceChildren(...parts.map((part) => {
      const hit = /\S/.test(part) && spans.some(([s, e]) => s < at + part.length && e > at);
      at += part.length;
      if (!hit) return document.createTextNode(part);
      const mark = document.createElement("mark");
      mark.textContent = part;
      return mark;
    }));
  }

  function show_evidence(spans) {
    const target = opened.paragraphs.find((p) => spans[0][0] < p.end) || opened.paragraphs[0];
    if (!target) return;
    const [range] = pieces_of(...spans[0]);
    const box = (range && range.getBoundingClientRect().height ? range : target.p).getBoundingClientRect();
    const frame = reader.getBoundingClientRect();
    reader.scrollTop += box.top - frame.top - frame.height / 3;
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
    paint(wanted.spans, neighbours(link, wanted.id));
    reader.scrollTop = 0;
    show_evidence(wanted.spans);
    get("reader-title").focus({ preventScroll: true });
  }

  function close_reader() {
    if (reader.hidden) return;
    keep_place(asked, () => {
      reader.hidden = true;
      document.body.classList.remove("reading");
    });
    if (highlights) ["evidence", "also", "residue"].forEach((name) => highlights.delete(name));
    if (asked_for(location.hash)) {
      try { history.replaceState(null, "", location.pathname + location.search + "#"); } catch { /* some browsers refuse on file: */ }
    }
    if (asked && asked.isConnected) asked.focus({ preventScroll: true });
    asked = null;
  }

  function follow() {
    let wanted = null;
    try { wanted = asked_for(location.hash); } catch { /* a hash that is no UTF-8 */ }
    if (wanted) return open_reader(wanted, asked);
    const target = location.hash.length > 1 && get(location.hash.slice(1));
    if (!target) return undefined;
    for (let d = target.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
    if (target.hidden) clear_filters();
    return target.scrollIntoView();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const wanted = asked_for(link.hash);
    if (!wanted) return;
    asked = link;
    if (link.hash === location.hash) {
      event.preventDefault();
      open_reader(wanted, link);
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
      texts.set(event, fold([...event.querySelectorAll("h4, .meta, blockquote, .isnad")].map((part) => part.textContent).join(" ")));
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
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(sift, 120); });
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
