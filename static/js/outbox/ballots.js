// A ballot is kept on this device from the tap until the server has it, then forgotten at once. The outbox sends it, with
// one key however often, after a reload and when the network is back. A vote that closed first is said so in #late.
import { choices, choose } from "./choices.js";
import { reason, resume } from "./outbox.js";
import { refresh } from "../stream/refresh.js";
import { keep, path, person, read, waiting } from "../page/store.js";

const known = new WeakSet();
const slow = new Set(); // ballots that got no answer at once

const idOf = (form) => `${person()} ${path(form)}`;
const forms = () => [...document.querySelectorAll("form[data-ballot]")];
const formOf = (id) => forms().find((form) => idOf(form) === id);

function tapped(event) {
  const { target: form } = event;
  if (!form.matches("[data-ballot]")) return;
  event.preventDefault();
  const id = idOf(form);
  const draft = { action: path(form), base: "0", since: Date.now(), saves: true, ballot: form.dataset.ballot };
  keep(id, { ...draft, ...read(id), text: choices(form), closed: false });
  resume(id);
}

function putBack(form) {
  known.add(form);
  const draft = read(idOf(form));
  if (!draft || draft.closed) return;
  slow.add(idOf(form));
  choose(form, draft.text);
}

// A ballot that was refused, and whose vote has gone, is sent once more: the answer is then a definite one.
function look() {
  for (const form of forms()) if (!known.has(form)) putBack(form);
  for (const [id, draft] of waiting(person())) if (draft.ballot && reason(id) === "refused" && !formOf(id)) resume(id);
  show();
}

function show() {
  for (const form of forms()) {
    const waits = read(idOf(form))?.closed === false;
    form.querySelector(".kept").hidden = !(waits && slow.has(idOf(form)));
    form.querySelector(".received")?.toggleAttribute("hidden", waits);
  }
}

function answered({ type, detail: { id, text } }) {
  const draft = read(id);
  slow.delete(id);
  if (type === "outbox:closed" && draft?.ballot) keep(id, { ...draft, text: draft.ballot }); // its title, no choices
  if (formOf(id)) replace(type === "outbox:saved" ? "cast" : "notice", text);
  if (text?.includes("data-whole")) refresh(document.getElementById("now")); // more has come of it than that
  show();
}

function replace(name, text) {
  const place = document.getElementById(name);
  const focused = place.contains(document.activeElement);
  place.outerHTML = text;
  if (name === "cast") document.getElementById("notice")?.replaceChildren();
  if (focused) document.querySelector(`#${name} button`)?.focus();
}

document.addEventListener("submit", tapped);
document.addEventListener("outbox:late", ({ detail }) => (slow.add(detail.id), show()));
for (const name of ["saved", "refused", "closed"]) document.addEventListener(`outbox:${name}`, answered);
for (const name of ["DOMContentLoaded", "htmx:after:swap"]) document.addEventListener(name, look);
