"use strict";
/* Hits to the letter. A <mark> takes whole words, for at its edge letters would not join; a highlight cuts nothing. */
(() => {
  if (typeof CSS === "undefined" || !("highlights" in CSS) || typeof Highlight !== "function") return;

  /* The range from one UTF-16 unit of an element's text up to another. */
  function range_of(box, from, to) {
    const range = new Range(), walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    let at = 0;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const next = at + node.length;
      if (from >= at && from < next) range.setStart(node, from - at);
      if (to > at && to <= next) { range.setEnd(node, to - at); break; }
      at = next;
    }
    return range;
  }

  const ranges = [];
  document.querySelectorAll("a.words[data-start]").forEach((link) => {
    const text = link.textContent, start = Number(link.dataset.start), wanted = Passage.asked(link.hash);
    if (!wanted || [...text].length !== Number(link.dataset.length)) return; // a control that HTML cannot hold: the words stay marked
    const passage = new Passage(text);
    wanted.spans.forEach(([s, e]) => ranges.push(range_of(link, passage.units(s - start), passage.units(e - start))));
    link.classList.add("to-the-letter");
  });
  CSS.highlights.set("hit", new Highlight(...ranges));
})();
