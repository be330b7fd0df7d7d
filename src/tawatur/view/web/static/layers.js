"use strict";
/* The whole page: its layers, which may overlap, switched on and off; list and passage lead to one another. */
(() => {
  const get = (id) => document.getElementById(id);
  const { page, items } = JSON.parse(get("page-data").textContent);
  const text = get("page-text"), passage = new Passage(page.text);
  const id = decodeURIComponent(location.pathname.split("/pages/")[1] || "");
  window.whole_page = { id };
  passage.fill(text);
  const spans = items.map(([, list]) => passage.spans(list));
  const rows = [...document.querySelectorAll("#items .item")];
  const switches = [...document.querySelectorAll("input.layer")];
  const wide = ["copy", "attribution", "event"]; // what covers much lies under what covers little
  const height = (layer) => wide.indexOf(layer) + 1 || wide.length + 1;
  const on = () => new Set(switches.filter((s) => s.checked).map((s) => s.value));

  function lay() {
    const shown = on();
    let drawn = true;
    switches.forEach((s) => {
      const list = s.checked ? items.flatMap(([layer], i) => layer === s.value ? spans[i] : []) : [];
      drawn = passage.paint("layer-" + s.value, list, height(s.value)) && drawn;
    });
    passage.paint("residue", passage.spans(page.residue.map((r) => [r[0], r[1]])), 0);
    if (!drawn) {
      passage.fill(text);
      passage.mark_words(items.flatMap(([layer], i) => shown.has(layer) ? spans[i] : []));
    }
    rows.forEach((row) => { row.hidden = !shown.has(row.dataset.layer); });
  }
  switches.forEach((s) => s.addEventListener("change", lay));

  function point(list, scroll) {
    passage.paint("evidence", list, 99);
    const box = passage.place(list[0]);
    if (scroll && box) scrollBy({ top: box.top - innerHeight / 3 });
  }

  function follow() {
    const wanted = Passage.asked(location.hash);
    if (!wanted || wanted.id !== id) return;
    point(passage.spans(wanted.spans), true);
  }
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) follow();
  });

  /* From the passage to the list: what stands at the place that was pressed. */
  text.addEventListener("click", (event) => {
    if (!getSelection().isCollapsed) return;
    const caret = document.caretPositionFromPoint ? document.caretPositionFromPoint(event.clientX, event.clientY) : null;
    const range = !caret && document.caretRangeFromPoint ? document.caretRangeFromPoint(event.clientX, event.clientY) : null;
    const [node, offset] = caret ? [caret.offsetNode, caret.offset] : range ? [range.startContainer, range.startOffset] : [null, 0];
    const unit = node && passage.unit_at(node, offset);
    if (unit === null) return;
    const shown = on();
    const here = rows.filter((row, n) => shown.has(items[n][0]) && spans[n].some(([s, e]) => s <= unit && unit < e));
    rows.forEach((row) => row.classList.toggle("current", here.includes(row)));
    if (here.length) {
      here[0].scrollIntoView({ block: "center" });
      point(here.flatMap((row) => spans[Number(row.dataset.n)]), false);
    }
  });

  /* The selected words with outlet, date, address and where they stand, ready to be cited. */
  const copy = get("copy-cited");
  function selected() {
    const chosen = getSelection();
    if (chosen.isCollapsed || !chosen.rangeCount) return null;
    const range = chosen.getRangeAt(0);
    const a = passage.unit_at(range.startContainer, range.startOffset), b = passage.unit_at(range.endContainer, range.endOffset);
    return a === null || b === null || a >= b ? null : [a, b];
  }
  document.addEventListener("selectionchange", () => { copy.hidden = !selected(); });
  copy.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  copy.addEventListener("click", async () => {
    const span = selected();
    if (!span) return;
    const [a, b] = span.map((u) => passage.points(u));
    const where = page.url || location.origin + location.pathname;
    await navigator.clipboard.writeText(`«${page.text.slice(...span)}»\n${[page.outlet, page.title, page.published, where].filter(Boolean).join(document.body.dataset.comma)} [${a}–${b}]`);
    get("said").textContent = copy.textContent;
    copy.classList.add("done");
    setTimeout(() => copy.classList.remove("done"), 1500);
  });

  const frame = get("original"), opener = get("original-open");
  if (frame) {
    opener.hidden = false;
    opener.addEventListener("click", () => {
      if (!frame.src) frame.src = frame.dataset.src;
      frame.hidden = !frame.hidden;
      opener.setAttribute("aria-expanded", String(!frame.hidden));
      document.querySelector(".both").classList.toggle("two", !frame.hidden);
    });
  }
  lay();
  follow();
})();
