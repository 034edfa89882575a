// What somebody was still writing when the facilitator closed the step: offered in #late, to be handed in all the same.
// A ballot that came too late is named there, and is gone.
import { resume } from "./outbox.js";
import { drop, keep, person, read, waiting } from "./store.js";

function copy(template, id, text) {
  const shown = document.importNode(template.content, true).firstElementChild;
  shown.dataset.id = id;
  shown.querySelector("[data-text]").textContent = text;
  return shown;
}

function show() {
  const place = document.getElementById("late");
  if (!place) return;
  const closed = waiting(person()).filter(([, draft]) => draft.closed);
  const template = ({ ballot }) => place.querySelector(`template[data-for=${ballot ? "ballot" : "text"}]`);
  place.querySelector("[data-list]").replaceChildren(...closed.map(([id, draft]) => copy(template(draft), id, draft.text)));
  place.hidden = !closed.length;
}

function choose({ target }) {
  const choice = target.closest?.("[data-late]")?.dataset.late;
  const id = target.closest?.("#late [data-id]")?.dataset.id;
  if (!choice || !id) return;
  if (choice === "drop") drop(id);
  else keep(id, { ...read(id), closed: false, late: true });
  resume(id);
  show();
}

document.addEventListener("click", choose);
for (const name of ["outbox:closed", "outbox:saved", "DOMContentLoaded"]) document.addEventListener(name, show);
