"use strict";
/* Drag over the bars of a histogram to ask for the time from one to another; a plain press follows the bar's own link. */
(() => {
  const bars = document.querySelector("#histogram .bars"), form = document.getElementById("sieve");
  if (!bars || !form) return;
  const all = [...bars.querySelectorAll(".bar")];
  let from = null, to = null;
  const bar_at = (x) => all.find((b) => { const r = b.getBoundingClientRect(); return x >= r.left && x <= r.right; });
  const mark = () => {
    const [a, b] = [all.indexOf(from), all.indexOf(to)].sort((x, y) => x - y);
    all.forEach((bar, n) => bar.classList.toggle("brushed", from !== null && n >= a && n <= b));
  };
  bars.addEventListener("dragstart", (event) => event.preventDefault());
  bars.addEventListener("pointerdown", (event) => { if (!event.button) { from = to = bar_at(event.clientX) || null; } });
  addEventListener("pointermove", (event) => {
    if (from === null) return;
    to = bar_at(event.clientX) || to;
    if (to !== from) mark();
  });
  addEventListener("pointerup", () => {
    const [first, last] = [from, to];
    from = to = null;
    mark();
    if (first === null || last === first) return;
    const values = [first.dataset.value, last.dataset.value].sort();
    bars.addEventListener("click", (event) => event.preventDefault(), { once: true, capture: true });
    document.getElementById("since").value = values[0];
    document.getElementById("until").value = values[1];
    form.requestSubmit();
  });
})();
