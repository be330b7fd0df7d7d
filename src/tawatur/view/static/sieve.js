"use strict";
/* The chronology narrowed: by words, type, outlet, name, office, state, chains and time, as the app's screen does it; every
   field that is asked must hold, of several values of one field one. The bars show what answers all but the time. */
const Sieve = (() => {
  const get = (id) => document.getElementById(id);
  const FIELDS = ["types", "outlets", "names", "offices"];
  const events = [...document.querySelectorAll("details.event")];
  const chips = [...document.querySelectorAll(".chip[data-filter]")];
  const bars = [...document.querySelectorAll("#histogram .bar")];
  const search = get("search"), least = get("chains-least"), told = get("shown"), all = get("show-all");
  const is_on = (button) => button.getAttribute("aria-pressed") === "true";
  const turn = (button, on) => button.setAttribute("aria-pressed", String(on));

  const texts = new Map();
  function text_of(event) {
    if (!texts.has(event)) {
      const seen = [...event.querySelectorAll("h4, .meta, blockquote, .isnad")].map((part) => part.textContent);
      const packed = Held.data.boxes[event.id] || "";
      seen.push(...(packed.match(/<blockquote[^]*?<\/blockquote>|<ol class="isnad"[^]*?<\/ol>/g) || []).map((part) => part.replace(/<[^>]*>/g, " ")));
      texts.set(event, Finding.fold(seen.join(" ")));
    }
    return texts.get(event);
  }

  function asked() {
    const on = (field) => chips.filter((c) => c.dataset.filter === field && is_on(c)).map((c) => c.dataset.value);
    const words = search.value.trim() ? Finding.fold(search.value).trim().split(/\s+/) : [];
    return { words, chains: Number(least.value) || 0, status: on("status"), lists: FIELDS.map((f) => [f, on(f)]).filter(([, v]) => v.length), time: bars.filter(is_on).map((b) => b.dataset.value) };
  }

  const answers = (event, known, { words, chains, status, lists }) => known.chains >= chains
    && lists.every(([field, values]) => values.some((v) => known[field].includes(v)))
    && status.every((s) => known.status.includes(s))
    && words.every((word) => text_of(event).includes(word));
  /* Whether an interval may lie, at least in part, in a day, month or year; what has no date does not. */
  const in_time = (days, times) => !times.length || (days !== null && times.some((t) => days[0].slice(0, t.length) <= t && days[1].slice(0, t.length) >= t));

  const width = bars.length && bars[0].dataset.value.length; // of a day, month or year
  /* Count the events that may begin in each day, month or year. */
  function begun(known) {
    const counts = new Map();
    for (const { days } of known) if (days) counts.set(days[0].slice(0, width), (counts.get(days[0].slice(0, width)) || 0) + 1);
    return counts;
  }

  function sift() {
    const wanted = asked(), fitting = [];
    let shown = 0;
    for (const event of events) {
      const known = Held.data.facts[event.id], fits = answers(event, known, wanted), keep = fits && in_time(known.days, wanted.time);
      if (fits) fitting.push(known);
      event.hidden = !keep;
      shown += keep;
    }
    draw(begun(fitting));
    told.textContent = shown === events.length ? "" : Held.say(told.dataset.words, { shown: Held.number(shown), all: Held.number(events.length) });
    all.hidden = shown === events.length;
  }

  let highest = 0;
  function draw(found) {
    highest ||= Math.max(1, ...begun(Object.values(Held.data.facts)).values());
    for (const bar of bars) {
      const n = found.get(bar.dataset.value) || 0, height = 100 * n / highest, part = bar.querySelector(".found");
      part.setAttribute("height", height);
      part.setAttribute("y", 100 - height);
      bar.title = Held.say(bar.parentElement.dataset.words, { day: bar.dataset.day, n: Held.number(n) });
      bar.setAttribute("aria-label", bar.title);
    }
  }

  function clear() {
    [...chips, ...bars].forEach((button) => turn(button, false));
    search.value = "";
    least.value = "0";
    sift();
  }

  let waiting = 0;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(() => Held.ready().then(sift), 120); };
  const now = () => Held.ready().then(sift);
  search.addEventListener("input", soon);
  least.addEventListener("input", soon);
  [...chips, ...bars].forEach((button) => button.addEventListener("click", () => { turn(button, !is_on(button)); now(); }));
  all.addEventListener("click", () => Held.ready().then(clear));
  get("open-all").addEventListener("click", () => events.forEach((e) => { if (!e.hidden) e.open = true; }));
  get("close-all").addEventListener("click", () => events.forEach((e) => { e.open = false; }));
  get("tools").hidden = false;
  if (matchMedia("(max-width: 40rem)").matches) get("tools").querySelector(".side-fold").open = false;
  return { clear };
})();
