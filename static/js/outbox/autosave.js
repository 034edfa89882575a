// The fields of form[data-autosave] save themselves 800 ms after the last key, or when they are left.
import { badgeOf, mark } from "./badge.js";
import { fieldOf, idOf, savesItself, setBase } from "./drafts.js";
import { acknowledge, kept, unsent } from "../page/fields.js";
import { tooLong } from "../page/lengths.js";
import { hasten, later } from "./outbox.js";
import { read } from "../page/store.js";

const restored = new WeakSet();

// A text too long stays here, whole, until it is shortened: nothing of it is sent.
const marked = (field, state, time) => mark(field, tooLong(field) ? "long" : state, time);

function typed({ target: field }) {
  if (!savesItself(field)) return;
  const now = badgeOf(field)?.dataset.state;
  if (now !== "conflict") marked(field, now === "unsent" ? now : read(idOf(field)) ? "saving" : "saved");
  later(idOf(field));
}

function back({ target: field }) {
  if (!savesItself(field)) return;
  restored.add(field);
  marked(field, "unsent");
  hasten(idOf(field));
}

function saved({ detail: { id, version, saved, sent } }) {
  const field = fieldOf(id);
  if (!field) return;
  acknowledge(field, sent);
  setBase(field.form, version);
  marked(field, unsent(field) ? "saving" : "saved", saved);
  if (restored.delete(field)) field.closest("[data-follows]")?.dispatchEvent(new CustomEvent("stale"));
}

function late({ detail: { id } }) {
  const field = fieldOf(id);
  if (field) marked(field, "unsent");
}

// What the facilitator was offered stands in #late; the field shows again what stands on the sheet.
function offered({ detail: { id, sent } }) {
  const field = fieldOf(id);
  if (!field || field.value !== sent) return;
  field.value = kept(field);
  mark(field, "");
}

function left({ target: field }) {
  if (savesItself(field) && unsent(field)) hasten(idOf(field));
}

function submitted(event) {
  if (!event.target.matches("[data-autosave]")) return;
  event.preventDefault();
  for (const field of event.target.elements) left({ target: field });
}

document.addEventListener("input", typed);
document.addEventListener("change", left);
document.addEventListener("submit", submitted);
document.addEventListener("restored", back);
document.addEventListener("outbox:saved", saved);
document.addEventListener("outbox:late", late);
document.addEventListener("outbox:offered", offered);
