// Two people wrote the same field: the server's 409 answer, shown beside the form, has both texts. Each of its forms
// is one choice, with a `text` and the `base` it replaces; the one taken becomes the field's text and is saved.
import { mark } from "./badge.js";
import { fieldOf, idOf, setBase } from "./drafts.js";
import { resume } from "./outbox.js";
import { keep, read } from "./store.js";

const panels = new Map(); // id of a field -> what is shown beside it
let held = null;

function show({ type, detail: { id, text } }) {
  const field = fieldOf(id);
  if (!field) return;
  mark(field, type.slice("outbox:".length));
  const panel = panels.get(field.id) ?? document.createElement("div");
  panel.dataset.conflictFor = field.id;
  panel.innerHTML = text;
  panels.set(field.id, panel);
  field.form.after(panel);
}

function hide(field) {
  panels.get(field?.id)?.remove();
  panels.delete(field?.id);
}

// Fresh content knows nothing of the panels and takes them away.
function putBack() {
  for (const [id, panel] of panels) if (!panel.isConnected) document.getElementById(id)?.form?.after(panel);
  if (held && document.activeElement !== held) held.focus();
}

function hold() {
  held = document.activeElement?.closest("[data-conflict-for]") ? document.activeElement : null;
}

function choose(event) {
  const panel = event.target.closest("[data-conflict-for]");
  const field = panel && document.getElementById(panel.dataset.conflictFor);
  if (!field) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const [text, base] = ["text", "base"].map((name) => event.target.elements.namedItem(name).value);
  const id = idOf(field);
  field.value = text;
  setBase(field.form, base);
  keep(id, { ...read(id), text, base });
  hide(field);
  mark(field, "saving");
  field.focus();
  resume(id);
}

for (const name of ["conflict", "refused"]) document.addEventListener(`outbox:${name}`, show);
document.addEventListener("outbox:saved", ({ detail }) => hide(fieldOf(detail.id)));
document.addEventListener("htmx:before:swap", hold);
document.addEventListener("htmx:after:swap", putBack);
document.addEventListener("submit", choose, true);
