// How far all that this phone wrote is, in #outbox: saved, not sent yet, waiting for an answer, too long, refused, or
// two versions of a text to choose from. It is read from the drafts themselves: while there is one, nothing is called saved.
// The words are those of its data-words-saved, -unsent, -waiting, -long, -refused and -conflict; "{n}" is how many.
import { reason } from "./outbox.js";
import { say } from "../page/say.js";
import { person, waiting } from "../page/store.js";

const WORST_FIRST = ["conflict", "refused", "long", "waiting", "unsent"];
const CALM = ["saved", "unsent"];
const TOLD = "refused"; // whoever shows why says it
const late = new Set(waiting(person()).map(([id]) => id)); // sent without an answer, or left by an earlier page

function one([id, draft]) {
  if (reason(id) === "conflict") return "conflict";
  if (draft.closed || reason(id)) return "refused";
  if (draft.long) return "long";
  return late.has(id) ? "waiting" : "unsent";
}

// What the facilitator was offered is settled; a ballot that is not on its way says itself how it is.
const matters = ([id, { text, offered, ballot, saves, closed }]) =>
  offered !== text && !(ballot && !closed && (!saves || reason(id) === "refused"));

// On a page with nothing to save that has never had trouble, it says nothing; its line is there all the same.
function stateOf(before) {
  const drafts = waiting(person());
  const states = drafts.filter(matters).map(one);
  const shown = before || document.querySelector("form:is([data-autosave], [data-queue])");
  const best = drafts.some(([, draft]) => draft.ballot && !draft.closed) ? "" : "saved";
  const state = WORST_FIRST.find((state) => states.includes(state)) ?? best;
  return [shown || !CALM.includes(state) ? state : "", states.filter((each) => each === state).length];
}

function show() {
  const place = document.getElementById("outbox");
  if (!place) return;
  const [state, count] = stateOf(place.dataset.state);
  const words = place.getAttribute(`data-words-${state}`)?.replace("{n}", count) ?? "";
  const word = place.querySelector("[data-word]");
  const before = place.dataset.state;
  if (before !== state) place.dataset.state = state;
  if (word.textContent === words) return;
  word.textContent = words;
  if (state !== TOLD && !CALM.includes(state)) say(words);
  else if (state === "saved" && before && !CALM.includes(before)) say(words); // each pause is not news
}

const soon = () => queueMicrotask(show); // after all others have heard it

document.addEventListener("outbox:late", ({ detail }) => late.add(detail.id));
for (const name of ["saved", "conflict", "refused", "closed", "offered"]) {
  document.addEventListener(`outbox:${name}`, ({ detail }) => late.delete(detail.id));
}
for (const name of ["drafts", "input", "DOMContentLoaded", "htmx:after:swap"]) document.addEventListener(name, show);
for (const name of ["late", "saved", "conflict", "refused", "closed", "offered"]) document.addEventListener(`outbox:${name}`, soon);
document.addEventListener("click", soon); // a conflict may just have been settled
addEventListener("storage", show); // another page of this phone has written
