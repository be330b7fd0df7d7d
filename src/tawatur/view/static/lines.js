"use strict";
/* A cell of the table of wordings, pressed: its lines in context open below its row, the others are put away. */
(() => {
  const FIELDS = ["outlet", "voice", "term"];

  function narrow(lines, wanted, words) {
    lines.querySelectorAll(".kwic > li").forEach((line) => { line.hidden = Boolean(wanted) && FIELDS.some((f) => line.dataset[f] !== wanted[f]); });
    const told = lines.querySelector(".narrowed");
    told.hidden = !wanted;
    told.querySelector("bdi").textContent = words;
  }

  function open(link) {
    const lines = link.closest("tr").nextElementSibling.querySelector("details");
    Held.fill(Held.inside(lines));
    lines.open = true;
    narrow(lines, link.dataset, link.dataset.outlet + ": " + link.textContent);
    lines.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".matrix a[data-term]"), all = event.target.closest(".narrowed button");
    if (all) narrow(all.closest("details"), null, "");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    Held.ready().then(() => open(link));
  });
})();
