"use strict";
/* Files dropped on their field, and a build followed as it goes: without this script one chooses and reloads. */
(() => {
  const get = (id) => document.getElementById(id);
  const drop = get("drop");
  if (drop) {
    const field = drop.querySelector("input");
    const told = () => { if (field.files.length) get("drop-words").textContent = drop.dataset.many.replace("%s", () => field.files.length); };
    field.addEventListener("change", told);
    ["dragenter", "dragover"].forEach((kind) => drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); }));
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
      told();
    });
  }

  const job = get("job");
  async function follow() {
    let state;
    try {
      const answer = await fetch(job.dataset.state);
      if (!answer.ok) throw new Error(answer.statusText);
      state = await answer.json();
    } catch {
      setTimeout(follow, 3000); // the program may be busy, or gone: what is shown stays
      return;
    }
    if (!state.running) { location.reload(); return; }
    const bar = get("job-bar");
    if (state.of) { bar.max = state.of; bar.value = state.done; } else bar.removeAttribute("value");
    if (get("job-words").textContent !== state.words) get("job-words").textContent = state.words;
    get("job-page").textContent = state.page;
    get("job-left").textContent = state.left;
    get("job-said").textContent = state.said;
    get("job-said").hidden = !state.said;
    setTimeout(follow, 700);
  }
  if (job) setTimeout(follow, 300);
})();
