// Two people wrote the same field: both texts are shown beside it, in [data-conflict-for=<id of the field>], and the
// person chooses. The server's 409 answer is <div data-version="7" data-theirs="…"> with buttons data-keep="mine",
// "theirs" and "both". Any other refusal is shown in the same place.
import { mark } from "./badge.js";
import { fieldOf, idOf, setBase } from "./drafts.js";
import { acknowledge } from "../page/fields.js";
import { tooLong } from "../page/lengths.js";
import { say } from "../page/say.js";
import { resume } from "./outbox.js";
import { drop, keep, read } from "../page/store.js";

const CHOICES = {
  mine: (mine) => mine,
  theirs: (_, theirs) => theirs,
  both: (mine, theirs, between) => `${theirs}${between}${mine}`,
};

const place = (field) => document.querySelector(`[data-conflict-for="${field.id}"]`);

function show({ type, detail: { id, text } }) {
  const field = fieldOf(id);
  if (!field) return;
  mark(field, type === "outbox:conflict" ? "conflict" : "refused");
  const panel = place(field);
  if (!panel) return;
  panel.innerHTML = text;
  if (type === "outbox:conflict") return;
  panel.id = `${field.id}-refusal`;
  field.setAttribute("aria-errormessage", panel.id);
  field.setAttribute("aria-invalid", "true");
  say(panel.textContent);
}

function hide({ detail: { id } }) {
  const field = fieldOf(id);
  if (!field) return;
  place(field)?.replaceChildren();
  for (const name of ["aria-errormessage", "aria-invalid"]) if (!tooLong(field)) field.removeAttribute(name);
}

function choose({ target }) {
  const choice = CHOICES[target.closest?.("[data-keep]")?.dataset.keep];
  const panel = target.closest?.("[data-theirs]");
  const field = document.getElementById(panel?.closest("[data-conflict-for]")?.dataset.conflictFor);
  if (!choice || !field) return;
  const { version, theirs } = panel.dataset;
  field.value = choice(field.value, theirs, field.localName === "textarea" && !("line" in field.dataset) ? "\n" : " ");
  acknowledge(field, theirs);
  setBase(field.form, version);
  settle(field, idOf(field), field.value === theirs, version);
}

function settle(field, id, done, version) {
  if (done) drop(id);
  else keep(id, { ...read(id), text: field.value, base: version, long: tooLong(field) });
  place(field).replaceChildren();
  mark(field, done ? "" : tooLong(field) ? "long" : "saving");
  field.focus();
  resume(id);
}

for (const name of ["conflict", "refused", "closed"]) document.addEventListener(`outbox:${name}`, show);
for (const name of ["saved", "offered"]) document.addEventListener(`outbox:${name}`, hide);
document.addEventListener("click", choose);
