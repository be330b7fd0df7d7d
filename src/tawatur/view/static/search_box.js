"use strict";
/* Words on the pages: what is typed → the places where it stands, page by page, each a link that opens the page at it. */
(() => {
  const AT_ONCE = 100, LONGEST = 420, AHEAD = 150; // hits; UTF-16 units of an excerpt, of these before its first hit
  const get = (id) => document.getElementById(id);
  const field = get("find-words"), part = get("find-part"), box = get("found"), told = get("found-count"), more = get("found-more");
  const lit = typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight === "function";
  let hits = [], ranges = [];

  function made(name, words, kind) {
    const element = document.createElement(name);
    element.className = kind || "";
    element.append(words);
    return element;
  }

  /* The sentence around a hit, cut at spaces where it is long. */
  function around({ page }, [from, to]) {
    const { text } = page.page, n = page.sentences.findIndex((at) => at > from);
    let start = n < 0 ? page.sentences[page.sentences.length - 1] : n ? page.sentences[n - 1] : 0, end = n < 0 ? text.length : page.sentences[n];
    end = Math.max(end, to);
    if (from - start > AHEAD) start = text.indexOf(" ", from - AHEAD) + 1 || from;
    if (start > from) start = from;
    if (end - start > LONGEST) end = Math.max(text.lastIndexOf(" ", Math.max(start + LONGEST, to)), to);
    return [start, end];
  }

  /* A place as a link. A highlight cuts no letters apart; without it the whole word is marked. */
  function excerpt(hit, [from, to]) {
    const { text } = hit.page.page, [start, end] = around(hit, [from, to]);
    const link = made("a", "", "words");
    link.href = "#" + hit.page.id + ":" + hit.page.passage.points(from) + "-" + hit.page.passage.points(to);
    if (lit) {
      const node = document.createTextNode(text.slice(start, end)), range = new Range();
      link.append(node);
      range.setStart(node, from - start);
      range.setEnd(node, to - start);
      ranges.push(range);
    } else {
      const word = text.slice(start, from).search(/\S*$/) + start, after = text.slice(to, end).search(/\s|$/) + to;
      link.append(text.slice(start, word), made("mark", text.slice(word, after)), text.slice(after, end));
    }
    const quote = made("blockquote", link);
    quote.dir = "auto";
    return quote;
  }

  function head(hit) {
    const heading = made("h3", "", "found-head");
    heading.append(made("span", hit.page.page.outlet, "outlet"), " ", made("span", hit.page.page.published, "when"), " ", made("span", Held.number(hit.spans.length), "n"));
    return heading;
  }

  let next = null; // the page and the hit that come after what is shown
  function show_more() {
    let room = AT_ONCE;
    for (; next.page < hits.length && room > 0; next.page += next.hit ? 0 : 1) {
      const hit = hits[next.page], here = hit.spans.slice(next.hit, next.hit + room);
      const section = made("section", "", "found");
      section.append(head(hit), ...here.map((span) => excerpt(hit, span)));
      box.append(section);
      room -= here.length;
      next.hit = next.hit + here.length < hit.spans.length ? next.hit + here.length : 0;
    }
    more.hidden = next.page >= hits.length;
    if (lit) CSS.highlights.set("hit", new Highlight(...ranges));
  }

  function find() {
    hits = Finding.search(field.value, part.checked);
    ranges = [];
    next = { page: 0, hit: 0 };
    box.replaceChildren();
    const places = hits.reduce((sum, hit) => sum + hit.spans.length, 0);
    const looked = Finding.terms(field.value).length > 0;
    told.textContent = !looked ? "" : places ? Held.say(told.dataset.words, { places: Held.number(places), pages: Held.number(hits.length) }) : told.dataset.none;
    show_more();
  }

  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(() => Held.ready().then(find), 150); };
  field.addEventListener("input", soon);
  part.addEventListener("change", soon);
  more.addEventListener("click", show_more);
  get("find").hidden = false;
})();
