// How far all that this phone wrote is, in #outbox: saved, waiting (how many), or two versions of a text to choose from.
// The words are those of its data-words-saved, -waiting and -conflict; "{n}" is how many.
import { reason } from "./outbox.js";
import { person, read, waiting } from "./store.js";

const late = new Set(); // what was sent without an answer

function stateOf(before) {
  for (const id of late) if (!read(id)) late.delete(id);
  const conflicts = waiting(person()).filter(([id]) => reason(id) === "conflict").length;
  if (conflicts) return ["conflict", conflicts];
  return late.size ? ["waiting", late.size] : [before && "saved", 0];
}

function show() {
  const place = document.getElementById("outbox");
  const [state, count] = stateOf(place?.dataset.state);
  if (!place || !state) return;
  place.dataset.state = state;
  const words = place.getAttribute(`data-words-${state}`).replace("{n}", count);
  const word = place.querySelector("[data-word]");
  if (word.textContent !== words) word.textContent = words;
}

const soon = () => queueMicrotask(show); // after all others have heard it

document.addEventListener("outbox:late", ({ detail }) => (late.add(detail.id), soon()));
for (const name of ["saved", "conflict", "refused", "closed"]) {
  document.addEventListener(`outbox:${name}`, ({ detail }) => (late.delete(detail.id), soon()));
}
document.addEventListener("click", soon); // a conflict may just have been settled
