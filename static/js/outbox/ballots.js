// A ballot is kept on this device from the first choice on, through whatever becomes of the page and of the step; from the tap
// that sends it until the server has it, the outbox sends it with one key however often; then it is forgotten at once. A vote
// that closed first is said so in #late.
import { choices, choose } from "./choices.js";
import { reason, resume } from "./outbox.js";
import { refresh } from "../stream/refresh.js";
import { refuse } from "../page/refusals.js";
import { say } from "../page/say.js";
import { attempt, drop, keep, path, person, read, waiting } from "../page/store.js";

const known = new WeakMap(); // form -> what the server has of it
const slow = new Set(); // ballots that got no answer at once
let restoring = false;

const idOf = (form) => `${person()} ${path(form)}`;
const forms = () => [...document.querySelectorAll("form[data-ballot]")];
const formOf = (id) => forms().find((form) => idOf(form) === id);
const sent = (id, draft) => draft?.saves && reason(id) !== "refused";
const draftOf = (form) => ({ action: path(form), base: "0", since: Date.now(), ballot: form.dataset.ballot });

function begun({ target: { form } }) {
  if (restoring || !form?.matches("[data-ballot]") || sent(idOf(form), read(idOf(form)))) return;
  begin(form);
  show();
}

function begin(form) {
  const id = idOf(form);
  const text = choices(form);
  if (text === known.get(form)) drop(id);
  else keep(id, { ...draftOf(form), text, saves: false });
}

function tapped(event) {
  const { target: form } = event;
  if (!form.matches("[data-ballot]")) return;
  event.preventDefault();
  const id = idOf(form);
  keep(id, { ...draftOf(form), ...read(id), text: choices(form), saves: true, closed: false });
  resume(id);
}

function putBack(form) {
  known.set(form, choices(form));
  const draft = read(idOf(form));
  if (!draft || draft.closed) return;
  if (draft.saves) slow.add(idOf(form));
  restoring = true;
  choose(form, draft.text);
  restoring = false;
}

// A ballot that was refused, and whose vote has gone, is sent once more: the answer is then a definite one.
function look() {
  for (const form of forms()) if (!known.has(form)) putBack(form);
  for (const [id, draft] of waiting(person())) if (draft.ballot && reason(id) === "refused" && !formOf(id)) resume(id);
  show();
}

function show() {
  for (const form of forms()) {
    const id = idOf(form);
    const draft = read(id);
    const received = form.querySelector(".received");
    const waits = sent(id, draft);
    form.querySelector(".kept").hidden = !(waits && slow.has(id));
    form.querySelector(".begun").hidden = !(draft && !waits && received);
    received?.toggleAttribute("hidden", !!draft);
    if (received) tellTime(id, received.querySelector("[data-at]"));
  }
}

// When it was received is known to this page, and to no database.
function tellTime(id, place) {
  const time = place.dataset.at || attempt(() => sessionStorage.getItem(`received ${id}`));
  if (!time) return;
  place.textContent = place.dataset.words.replace("{time}", time);
  attempt(() => sessionStorage.setItem(`received ${id}`, time));
}

function answered({ type, detail: { id, text, sent } }) {
  const draft = read(id);
  const form = formOf(id);
  slow.delete(id);
  if (type === "outbox:closed" && draft?.ballot) keep(id, { ...draft, text: draft.ballot }); // its title, no choices
  if (form && type === "outbox:saved") received(form, text, sent);
  else if (form && type === "outbox:refused") turnedDown(form, text);
  else if (form) document.getElementById("notice").outerHTML = text;
  if (text?.includes("data-whole")) refresh(document.getElementById("now")); // more has come of it than that
  show();
}

function received(form, text, given) {
  const focused = document.getElementById("cast").contains(document.activeElement);
  document.getElementById("cast").outerHTML = text;
  known.set(form, given);
  const draft = read(idOf(form));
  if (!draft && choices(form) !== given) begin(form); // gone on choosing meanwhile
  if (focused) document.querySelector("#cast button")?.focus();
  show();
  if (!draft?.saves) say(form.querySelector(".received").textContent);
}

function turnedDown(form, text) {
  const { field, said } = refuse(document.querySelector("#cast button"), text);
  if (form.contains(document.activeElement) || document.activeElement === document.body) field.focus();
  say(said);
}

document.addEventListener("submit", tapped);
document.addEventListener("input", begun);
document.addEventListener("outbox:late", ({ detail }) => (slow.add(detail.id), show()));
for (const name of ["saved", "refused", "closed"]) document.addEventListener(`outbox:${name}`, answered);
for (const name of ["DOMContentLoaded", "htmx:after:swap"]) document.addEventListener(name, look);
