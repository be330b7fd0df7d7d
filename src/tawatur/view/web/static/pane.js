"use strict";
/* The page at the side: any link «#d2:120-180» opens the page there, its words highlighted. */
(() => {
  const get = (id) => document.getElementById(id);
  const reader = get("reader"), story = document.body.dataset.story;
  if (!story) return;
  const fetched = new Map();
  let shown = null; // the page in the pane: its id and its passage
  let asked = null; // the link to give the focus back to

  async function page_of(id) {
    if (!fetched.has(id)) {
      const answer = await fetch(story + "/pages/" + encodeURIComponent(id) + "/text");
      if (!answer.ok) throw new Error(answer.statusText);
      fetched.set(id, await answer.json());
    }
    return fetched.get(id);
  }

  function fill(id, page) {
    const passage = new Passage(page.text);
    get("reader-outlet").textContent = page.outlet;
    get("reader-when").textContent = page.published ? reader.dataset.published.replace("%s", () => page.published) : "";
    get("reader-title").textContent = page.title;
    get("reader-title").classList.toggle("unseen", page.titled); // the page's own text begins with it
    const link = get("reader-url");
    link.hidden = !page.url;
    if (page.url) link.href = page.url; else link.removeAttribute("href");
    const kinds = [...new Set(page.residue.map((r) => r[2]))];
    get("reader-residue").textContent = kinds.length ? reader.dataset.residue.replace("%s", () => kinds.join(document.body.dataset.comma)) : "";
    passage.fill(get("reader-text"));
    shown = { id, passage, page };
  }

  /* Other words of the same page that the same item points at. */
  function neighbours(link, id) {
    const near = link && link.closest("[data-item], article, tr, .usage, .entities");
    if (!near) return [];
    return [...near.querySelectorAll('a[href^="#"]')].map((a) => Passage.asked(a.hash)).filter((a) => a && a.id === id).flatMap((a) => a.spans);
  }

  async function open(wanted, link) {
    let page;
    try {
      page = await page_of(wanted.id);
    } catch {
      get("said").textContent = reader.dataset.gone;
      return;
    }
    if (!shown || shown.id !== wanted.id) fill(wanted.id, page);
    Passage.turn(reader, true, link);
    const { passage } = shown, spans = passage.spans(wanted.spans);
    if (passage.paint("evidence", spans, 2)) {
      passage.paint("also", passage.spans(neighbours(link, wanted.id)), 1);
      passage.paint("residue", passage.spans(page.residue.map((r) => [r[0], r[1]])), 0);
    } else {
      passage.fill(get("reader-text"));
      passage.mark_words(spans);
    }
    get("reader-whole").href = story + "/pages/" + encodeURIComponent(wanted.id) + location.hash;
    passage.reveal(reader, spans[0]);
    get("reader-title").focus({ preventScroll: true });
  }

  function close() {
    if (reader.hidden) return;
    Passage.turn(reader, false, asked);
    Passage.clear("evidence", "also", "residue");
    if (Passage.asked(location.hash)) history.replaceState(null, "", location.pathname + location.search);
    if (asked && asked.isConnected) asked.focus({ preventScroll: true });
    asked = null;
  }

  const ours = (wanted) => wanted && !(window.whole_page && window.whole_page.id === wanted.id);
  function follow() {
    const wanted = Passage.asked(location.hash);
    if (ours(wanted)) open(wanted, asked);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const wanted = Passage.asked(link.hash);
    if (!ours(wanted)) return;
    asked = link;
    if (link.hash === location.hash) {
      event.preventDefault();
      open(wanted, link);
    }
  });
  addEventListener("hashchange", follow);
  get("reader-close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  follow();
})();
