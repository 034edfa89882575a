// What form[data-queue] has not sent yet is listed in [data-queued=<address of the form>]; what the server refused, with
// its sentence and a button to throw it away.
import { reason, resume } from "./outbox.js";
import { say } from "../page/say.js";
import { drop, person, waiting } from "../page/store.js";

const sentences = new Map(); // id -> why it was refused

function copy(template, [id, { text }]) {
  const shown = document.importNode(template.content, true).firstElementChild;
  const why = shown.querySelector("[data-why]");
  shown.dataset.id = id;
  shown.querySelector("[data-text]").textContent = text;
  why.textContent = sentences.get(id) ?? why.dataset.words;
  shown.querySelector("[data-unqueue]").hidden = !reason(id);
  return shown;
}

function show() {
  for (const place of document.querySelectorAll("[data-queued]")) {
    const ours = ([id, draft]) => draft.saves && !draft.closed && id.startsWith(`${person()} ${place.dataset.queued}#`);
    const template = place.querySelector("template");
    place.querySelector("[data-list]").replaceChildren(...waiting(person()).filter(ours).map((one) => copy(template, one)));
  }
}

function answered({ type, detail: { id, text } }) {
  const place = [...document.querySelectorAll("[data-queued]")].find((one) => id.includes(` ${one.dataset.queued}#`));
  if (!place) return;
  if (type === "outbox:refused") sentences.set(id, new DOMParser().parseFromString(text, "text/html").body.textContent);
  say(type === "outbox:refused" ? sentences.get(id) : type === "outbox:saved" ? place.dataset.wordsArrived : "");
  if (type === "outbox:saved") place.closest("[data-follows]")?.dispatchEvent(new CustomEvent("stale"));
  else show();
}

function pressed({ target }) {
  const id = target.closest?.("[data-unqueue]")?.closest("[data-id]")?.dataset.id;
  if (!id) return;
  drop(id);
  resume(id);
  show();
}

document.addEventListener("click", pressed);
for (const name of ["saved", "refused", "closed"]) document.addEventListener(`outbox:${name}`, answered);
for (const name of ["drafts", "DOMContentLoaded", "htmx:after:swap"]) document.addEventListener(name, show);
