// [data-limit] is how many characters a field has room for. Nothing is ever cut: while it is written in, and near the limit, their
// number stands in #<id of the field>-length, and a form with a text too long is not sent. What is said aloud waits for a
// pause. The words are those of #lengths: data-words-kept for a field that this phone keeps, -over for any other.
import { characters } from "./characters.js";
import { atRest } from "./presses.js";
import { say } from "./say.js";

const NEAR = 0.9;
const PAUSE = 1000; // milliseconds without a key
let pause = 0;

const limited = () => document.querySelectorAll("[data-limit]");
const placeOf = (field) => document.getElementById(`${field.id}-length`);

function measured(field) {
  const most = Number(field.dataset.limit ?? Infinity);
  const count = field.value.length < most * NEAR ? 0 : characters(field.value); // never fewer units than characters
  return { most, count, state: count > most ? "over" : count && count >= most * NEAR ? "near" : "" };
}

export const tooLong = (field) => measured(field).state === "over";

function words(field, { most, count, state }) {
  if (!state) return "";
  const said = document.getElementById("lengths")?.getAttribute(field.dataset.draft === undefined ? "data-words-over" : "data-words-kept");
  if (state === "near" || !said) return `${count} / ${most}`;
  return said.replace("{n}", count).replace("{most}", most).replace("{over}", count - most);
}

function show(field) {
  const place = placeOf(field);
  if (!place) return;
  const { state, ...rest } = measured(field);
  const here = field === document.activeElement;
  const text = here && !state ? `${characters(field.value)} / ${rest.most}` : words(field, { state, ...rest });
  if (state === "over") field.setAttribute("aria-invalid", "true");
  else if (place.dataset.state === "over") field.removeAttribute("aria-invalid");
  place.dataset.state = state;
  if (place.textContent !== text) place.textContent = text;
  place.hidden = !state && !here;
}

const showAll = () => limited().forEach(show);

const tell = (field) => say(placeOf(field)?.textContent);

function typed({ target: field }) {
  if (field.dataset?.limit === undefined) return;
  const before = placeOf(field)?.dataset.state;
  show(field);
  clearTimeout(pause);
  if (tooLong(field) || before === "over") pause = setTimeout(tell, PAUSE, field);
}

function submitted(event) {
  const field = [...event.target.elements].find((one) => one.dataset.limit !== undefined && tooLong(one));
  if (!field || event.submitter?.formNoValidate) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  field.focus();
  tell(field);
}

const turned = ({ target: field }) => field.dataset?.limit !== undefined && setTimeout(atRest, 0, showAll);

for (const name of ["focusin", "focusout"]) document.addEventListener(name, turned);
addEventListener("submit", submitted, true); // before whatever else sends a form
document.addEventListener("input", typed);
document.addEventListener("restored", ({ target }) => show(target));
for (const name of ["drafts", "DOMContentLoaded", "htmx:after:swap"]) document.addEventListener(name, showAll);
addEventListener("pageshow", showAll);
