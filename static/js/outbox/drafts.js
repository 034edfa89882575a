// Each keystroke in a [data-draft] field is kept at once, and put back after a reload. It is dropped when a form sent
// by htmx was accepted, or by the outbox for forms that save themselves.
import { acknowledge, kept, unsent, writable } from "../page/fields.js";
import { tooLong } from "../page/lengths.js";
import { drop, forget, keep, path, person, read, tableOf, withTable } from "../page/store.js";

const known = new WeakSet();

const label = (field) => field.labels?.[0]?.textContent.replace(/\s+/g, " ").trim();

const base = (form) => form.elements.namedItem("base")?.value ?? "0";

const place = ({ form, name }) => [path(form), tableOf(form)].filter(Boolean).join("@") + `#${name}`;

export const idOf = (field) => `${person()} ${place(field)}`;
export const fields = (root) => [...root.querySelectorAll("[data-draft]")].filter((field) => field.form);
export const savesItself = (field) => field.matches?.("[data-draft]") && field.form?.matches("[data-autosave]");
export const fieldOf = (id) => fields(document).find((field) => idOf(field) === id);

export function setBase(form, version) {
  const field = form.elements.namedItem("base");
  if (field) field.value = version;
}

function remember({ target: field }) {
  if (!field.matches?.("[data-draft]") || !field.form) return;
  const id = idOf(field);
  const more = withTable(tableOf(field.form));
  const draft = read(id) ?? { action: path(field.form), more, label: label(field), base: base(field.form), since: Date.now() };
  if (!unsent(field) && !draft.sending) return drop(id);
  const anew = { closed: false, late: undefined, offered: undefined }; // the step takes texts again: here is its field
  keep(id, { ...draft, ...anew, text: field.value, saves: field.form.matches("[data-autosave]"), long: tooLong(field) });
}

function putBack(field) {
  known.add(field);
  const id = idOf(field);
  const draft = read(id);
  if (!draft) return;
  if (draft.text === kept(field) && !draft.sending) return drop(id);
  if (draft.text !== field.value) field.value = draft.text;
  setBase(field.form, draft.base);
  if (tooLong(field) !== !!draft.long) keep(id, { ...draft, long: tooLong(field) });
  field.dispatchEvent(new CustomEvent("restored", { bubbles: true }));
}

function putAllBack() {
  for (const field of fields(document)) if (!known.has(field)) putBack(field);
}

function accepted({ detail: { ctx } }) {
  const { form, body } = ctx.request;
  if (!form || !body || ctx.response.status >= 400) return;
  const sent = [...form.elements].filter((field) => writable(field) && body.get(field.name) === field.value);
  for (const field of sent) {
    if (field.matches("[data-draft]")) drop(idOf(field));
    if (form.matches("[data-reset]") && !field.options) field.value = "";
    acknowledge(field, field.value);
  }
}

document.addEventListener("input", remember, true);
document.addEventListener("submit", ({ target }) => "forget" in target.dataset && forget());
document.addEventListener("htmx:after:request", accepted);
document.addEventListener("htmx:after:swap", putAllBack);
document.addEventListener("DOMContentLoaded", putAllBack);
