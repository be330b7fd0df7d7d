"use strict";
/* What the report holds beside what is seen: the pages, what the events can be narrowed by, how words are folded; and, of a
   story of thousands of events, what is shown only when it is opened, packed as gzip. */
const Held = (() => {
  const held = document.getElementById("held"), packed = held.type === "application/gzip";
  const data = packed ? { pages: {}, facts: {}, boxes: {} } : { boxes: {}, ...JSON.parse(held.textContent) };
  let unpacking = null;

  async function unpack() {
    const letters = atob(held.textContent), bytes = new Uint8Array(letters.length);
    for (let n = 0; n < letters.length; n += 1) bytes[n] = letters.charCodeAt(n); // Uint8Array.from took eight times as long
    const plain = new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
    Object.assign(data, await plain.json());
  }

  /* Fill a box whose content is packed; it was escaped when the report was written. */
  function fill(box) {
    const id = box && box.dataset.packed;
    if (id === undefined || !Object.hasOwn(data.boxes, id)) return;
    box.innerHTML = data.boxes[id];
    box.removeAttribute("data-packed");
  }
  const inside = (details) => details.querySelector(":scope > [data-packed]");

  if (packed) {
    document.addEventListener("toggle", (event) => {
      if (event.target.open && inside(event.target)) ready().then(() => fill(inside(event.target)));
    }, true);
  }
  /* Wait until everything is at hand. */
  function ready() { return unpacking ||= packed ? unpack() : Promise.resolve(); }

  /* The thing of an id inside a box that was not filled yet, now filled; null where there is none. */
  function find(id) {
    const mark = ` id="${id}"`;
    const box = [...document.querySelectorAll("[data-packed]")].find((b) => (data.boxes[b.dataset.packed] || "").includes(mark));
    fill(box);
    return box ? document.getElementById(id) : null;
  }

  /* Our own words: the page holds them in its language, and its ten digits. */
  const say = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const number = (n) => String(n).replace(/\d/g, (digit) => document.documentElement.dataset.digits[digit]);

  return { data, ready, fill, inside, find, say, number };
})();
