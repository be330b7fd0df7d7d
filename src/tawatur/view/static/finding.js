"use strict";
/* What is looked for → where it stands on the pages, as `tawatur.view.searching` finds it with its first choices: folded, a
   whole word with its proclitics or without, several words in one sentence. The letters, the proclitics are the program's own
   tables, held by the file. Places are UTF-16 units here; a `Passage` turns them into code points. */
const Finding = (() => {
  const MOST_TERMS = 12, LONGEST = 300;
  const WORD = "\\p{L}\\p{N}_", ARABIC = "\\u0600-\\u08ff\\ufb50-\\ufefc";
  const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
  let tables = null;
  const folded_letters = new Map();

  /* Make the patterns of the held tables, once. */
  function table() {
    if (tables) return tables;
    const { dropped, changed, control, letters, proclitics, before_article, article } = Held.data.folding;
    const longest = Math.max(...proclitics.map((p) => p.length)) + 1;
    return tables = {
      letters, article, longest, control: new RegExp(control, "u"), is_dropped: new RegExp(`^(?:${dropped})$`, "u"), step: new RegExp(`${dropped}|${changed}`, "gu"),
      proclitics: new Set(proclitics), before_article: new Set(before_article),
    };
  }

  function fold_letter(letter) {
    const { letters, is_dropped } = table();
    if (is_dropped.test(letter)) return "";
    const plain = letter.normalize("NFKC");
    if (plain !== letter) return [...plain].filter((c) => c !== " ").map(fold_letter).join("");
    if (/[\u0660-\u0669\u06f0-\u06f9]/.test(letter)) return String(letter.charCodeAt(0) & 0xf);
    const lower = letter.toLowerCase();
    return letters[letter] || ([...lower].length === 1 ? lower : letter);
  }
  function folded(part) {
    if (!folded_letters.has(part)) folded_letters.set(part, table().is_dropped.test(part) ? "" : [...part].map(fold_letter).join(""));
    return folded_letters.get(part);
  }
  const fold = (text) => text.replace(table().step, folded);

  /* Fold a text and keep the way back: between two breaks the distance to the source is the same. */
  function fold_with_map(source) {
    const pieces = [], breaks = [0], sources = [0], inside = new Set();
    let made = 0, done = 0;
    for (const { 0: part, index } of source.matchAll(table().step)) {
      const plain = folded(part);
      pieces.push(source.slice(done, index), plain);
      made += index - done;
      if (plain.length !== part.length) {
        for (let k = 0; plain.length > 1 && k < plain.length; k += 1) {
          breaks.push(made + k);
          sources.push(index);
          if (k) inside.add(made + k);
        }
        breaks.push(made + plain.length);
        sources.push(index + part.length);
      }
      made += plain.length;
      done = index + part.length;
    }
    pieces.push(source.slice(done));
    return { text: pieces.join(""), breaks, sources, inside, source };
  }

  /* The number of values of a sorted list that are not above one. */
  function upto(list, value) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= value) low = middle + 1; else high = middle;
    }
    return low;
  }

  function source_offset({ breaks, sources, source }, offset) {
    const i = upto(breaks, offset) - 1;
    return Math.min(sources[i] + offset - breaks[i], i + 1 < sources.length ? sources[i + 1] : source.length);
  }

  /* Carry a hit back to the source, over the vowel marks of its last letter, and no further over controls. */
  function source_span(page, [start, end]) {
    const { source } = page, from = source_offset(page, start);
    let last = source_offset(page, end - 1) + 1;
    while (last < source.length && source[last] !== "\ufeff" && table().is_dropped.test(source[last])) last += 1;
    while (last > from && table().control.test(source[last - 1])) last -= 1;
    return [from, last];
  }

  const escaped = (word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

  /* The letters that would go on with the word that a letter is of. */
  function like(letter) {
    if (/\p{Nd}/u.test(letter)) return "\\p{Nd}";
    const not = new RegExp(`[${ARABIC}]`, "u").test(letter) ? "=" : "!";
    return `(?:(?${not}[${ARABIC}])(?!\\p{Nd})[\\p{L}\\p{N}])`;
  }

  /* Cut what is asked into terms, each the folded words that must follow one another. */
  function terms(asked) {
    const found = [...asked.slice(0, LONGEST).matchAll(/«([^»]*)»|"([^"]*)"|“([^”]*)”|(\S+)/gu)];
    const made = found.map((groups) => fold(groups.slice(1).find(Boolean) || "").split(/\s+/).map((w) => w.replace(EDGES, "")).filter(Boolean));
    return [...new Map(made.filter((words) => words.length).map((words) => [words.join(" "), words])).values()].slice(0, MOST_TERMS);
  }

  function variant(literal, words, proclitics) {
    const last = [...words[words.length - 1]].pop(), first = [...words[0]][0];
    const before = proclitics && (/\p{Nd}/u.test(first) ? new Set([""]) : proclitics);
    return { pattern: new RegExp(literal + (proclitics ? `(?!${like(last)})` : ""), "gu"), before, run: new RegExp(`${like(first)}*$`, "u") };
  }

  /* The ways in which a term may be written; `part`: as any part of a word. */
  function variants(words, part) {
    const { proclitics, before_article, article } = table();
    const literal = words.map(escaped).join(`[^${WORD}\\n]{1,4}`);
    const made = [variant(literal, words, part ? null : proclitics)];
    if (!part && words[0].startsWith(article) && words[0].length > 3) made.push(variant(literal.slice(1), words, before_article));
    return made;
  }

  function stands({ before, run }, text, start) {
    if (!before || (before.has("") && (start === 0 || text[start - 1] === " " || text[start - 1] === "\n"))) return true;
    return before.has(run.exec(text.slice(Math.max(0, start - table().longest), start))[0]);
  }

  function places(page, ways) {
    const found = [];
    for (const way of ways) {
      for (const { 0: hit, index } of page.text.matchAll(way.pattern)) {
        const end = index + hit.length;
        if (stands(way, page.text, index) && !page.inside.has(index) && !page.inside.has(end)) found.push(source_span(page, [index, end]));
      }
    }
    return ways.length > 1 ? found.sort(in_order) : found;
  }
  const in_order = (a, b) => a[0] - b[0] || b[1] - a[1];

  /* The hits of all terms, in order, in the sentences in which every term has one; of one inside another the outer. */
  function together(page, wanted) {
    const by_term = [];
    for (const ways of wanted) {
      const found = places(page, ways);
      if (!found.length) return [];
      by_term.push(found);
    }
    if (by_term.length === 1) return by_term[0];
    const sentence = ([start]) => upto(page.sentences, start);
    const sets = by_term.map((spans) => new Set(spans.map(sentence)));
    const shared = by_term.flat().filter((span) => sets.every((set) => set.has(sentence(span)))).sort(in_order);
    let reached = -1;
    return shared.filter(([, end]) => end > reached && ((reached = end), true));
  }

  let made_ready = null;
  /* Make the pages ready, in the order in which they came out, those without a date last. */
  function pages() {
    return made_ready ||= Object.entries(Held.data.pages).map(([id, page]) => {
      const passage = new Passage(page.text);
      const lines = [0, ...[...page.text.matchAll(/\n/g)].map((found) => found.index + 1)];
      const sentences = page.sentences.length ? page.sentences.map((at) => passage.units(at)) : lines;
      return Object.assign(fold_with_map(page.text), { id, page, passage, sentences, days: (page.days || ["9999", "9999"]).join() });
    }).sort((a, b) => (a.days < b.days ? -1 : a.days > b.days ? 1 : 0));
  }

  /* Find what is asked: pages with their hits, as UTF-16 units of the page's text. */
  function search(asked, part = false) {
    const wanted = terms(asked).map((words) => variants(words, part));
    if (!wanted.length) return [];
    return pages().map((page) => ({ page, spans: together(page, wanted) })).filter(({ spans }) => spans.length);
  }

  return { fold, search, pages, terms };
})();
