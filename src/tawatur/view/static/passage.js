"use strict";
/* A page's text in paragraphs, and words of it highlighted. Offsets in a story count code points; a browser counts UTF-16
   units: `units` converts, here and nowhere else. The text goes in as text nodes only. */
const Passage = (() => {
  const highlights = typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight === "function" ? CSS.highlights : null;

  class Passage {
    constructor(text) {
      this.text = text;
      this.paragraphs = [];
      this.astral = []; // the code-point offsets of letters that take two units
      let count = 0;
      for (const letter of text) {
        if (letter.length > 1) this.astral.push(count);
        count += 1;
      }
    }

    /* Where a code point stands in UTF-16 units. */
    units(point) {
      let low = 0, high = this.astral.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.astral[middle] < point) low = middle + 1; else high = middle;
      }
      return Math.min(point + low, this.text.length);
    }

    /* Which code point stands at a UTF-16 unit. */
    points(unit) {
      let low = 0, high = this.astral.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.astral[middle] + middle < unit) low = middle + 1; else high = middle;
      }
      return unit - low;
    }

    spans(list) { return list.map(([s, e]) => [this.units(s), this.units(e)]); }

    fill(box) {
      this.box = box;
      box.replaceChildren();
      this.paragraphs = [];
      let at = 0;
      for (const line of this.text.split(/(?<=\n)/)) {
        const p = document.createElement("p");
        p.dir = "auto";
        const node = document.createTextNode(line.replace(/\r?\n$/, ""));
        p.append(node);
        box.append(p);
        this.paragraphs.push({ start: at, end: at + line.length, p, node });
        at += line.length;
      }
    }

    ranges(start, end) {
      const found = [];
      for (const { start: from, end: to, node } of this.paragraphs) {
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

    /* Lay a highlight over spans (UTF-16 units); layers may overlap. False where the browser has no Highlight API. */
    paint(name, spans, priority) {
      if (!highlights) return false;
      const highlight = new Highlight(...spans.flatMap(([s, e]) => this.ranges(s, e)));
      highlight.priority = priority;
      highlights.set(name, highlight);
      return true;
    }

    /* Without the Highlight API: whole words in <mark>, no padding, so that joined letters stay joined. */
    mark_words(spans) {
      for (const paragraph of this.paragraphs) {
        let at = paragraph.start;
        const parts = paragraph.p.textContent.match(/\s+|\S+/g) || [];
        paragraph.p.replaceChildren(...parts.map((part) => {
          const hit = /\S/.test(part) && spans.some(([s, e]) => s < at + part.length && e > at);
          at += part.length;
          if (!hit) return document.createTextNode(part);
          const mark = document.createElement("mark");
          mark.textContent = part;
          return mark;
        }));
      }
    }

    /* Where a span is on the screen, or its paragraph where the browser gives no box. */
    place([start, end]) {
      const target = this.paragraphs.find((p) => start < p.end) || this.paragraphs[0];
      if (!target) return null;
      const [range] = this.ranges(start, end);
      return (range && range.getBoundingClientRect().height ? range : target.p).getBoundingClientRect();
    }

    /* Scroll a pane so that a span stands a third from its top. */
    reveal(pane, span) {
      pane.scrollTop = 0;
      const box = this.place(span), frame = pane.getBoundingClientRect();
      if (box) pane.scrollTop += box.top - frame.top - frame.height / 3;
    }

    /* The UTF-16 unit at which a place in the box stands, or null. */
    unit_at(node, offset) {
      const paragraph = this.paragraphs.find((p) => p.p.contains(node));
      if (!paragraph) return null;
      const before = new Range();
      before.setStart(paragraph.p, 0);
      before.setEnd(node, offset);
      return paragraph.start + before.toString().length;
    }
  }

  /* Read «#d2:120-180,190-200»: the page's id and its spans in code points, or null. */
  Passage.asked = (hash) => {
    let plain = "";
    try { plain = decodeURIComponent(hash); } catch { return null; } // a hash that is no UTF-8
    const found = /^#(.+):(\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9})*)$/.exec(plain);
    return found && { id: found[1], spans: found[2].split(",").map((s) => s.split("-").map(Number)) };
  };
  /* Open or close the pane. It takes room from the rest, whose lines wrap anew: the link that was pressed stays under the eye. */
  Passage.turn = (pane, open, link) => {
    const before = link && link.isConnected ? link.getBoundingClientRect().top : null;
    pane.hidden = !open;
    document.body.classList.toggle("reading", open);
    if (before !== null) scrollBy({ top: link.getBoundingClientRect().top - before, behavior: "instant" });
  };
  Passage.clear = (...names) => { if (highlights) names.forEach((name) => highlights.delete(name)); };
  return Passage;
})();
