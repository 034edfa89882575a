// What somebody was still writing when the facilitator closed the step: offered in #late, to be handed in all the same;
// and what became of it, where it did not get in. A ballot that came too late is named there, and is gone. A text too
// long whose field has gone is there to be copied, and one that was begun at another table and not sent.
import { fieldOf } from "./drafts.js";
import { resume } from "./outbox.js";
import { say } from "../page/say.js";
import { drop, keep, person, read, waiting } from "../page/store.js";

const moved = ({ saves, more }) => !saves && more?.table && more.table !== document.getElementById("now")?.dataset.table;

const kind = (draft) => {
  const { ballot, long, offered, text } = draft;
  if (moved(draft)) return "moved";
  return ballot ? "ballot" : offered === text ? "offered" : long ? "long" : "text";
};

function copy(place, [id, draft]) {
  const template = place.querySelector(`template[data-for=${kind(draft)}]`);
  const shown = document.importNode(template.content, true).firstElementChild;
  shown.dataset.id = id;
  const text = shown.querySelector("[data-text]");
  text.textContent = draft.text;
  if (draft.label && text.matches("textarea")) text.setAttribute("aria-label", draft.label);
  const why = shown.querySelector("[data-why]");
  if (draft.why && why) why.textContent = draft.why;
  return shown;
}

// Its sentence stands beside the text, which is still here; that of a second refusal takes the place of the first.
function answered({ type, detail: { id, text } }) {
  const draft = read(id);
  if (draft && !draft.ballot && (type === "outbox:closed" || (draft.late && type === "outbox:refused"))) {
    keep(id, { ...draft, closed: true, why: new DOMParser().parseFromString(text, "text/html").body.textContent });
  }
  show();
}

// What is the same stays where it is: somebody is perhaps typing in it, or copying it.
function renew(list, fresh) {
  const shown = [...list.children];
  const wanted = fresh.map((one) => shown.find((old) => old.isEqualNode(one)) ?? one);
  for (const old of shown) if (!wanted.includes(old)) old.remove();
  wanted.forEach((one, at) => list.children[at] === one || list.insertBefore(one, list.children[at] ?? null));
}

function show() {
  const place = document.getElementById("late");
  if (!place) return;
  const closed = waiting(person()).filter(([id, draft]) => draft.closed || moved(draft) || (draft.long && !fieldOf(id)));
  renew(place.querySelector("[data-list]"), closed.map((one) => copy(place, one)));
  if (place.hidden && closed.length) say(place.querySelector("h2").textContent);
  place.hidden = !closed.length;
}

function choose({ target }) {
  const choice = target.closest?.("[data-late]")?.dataset.late;
  const id = target.closest?.("#late [data-id]")?.dataset.id;
  if (!choice || !id) return;
  if (choice === "drop") drop(id);
  else keep(id, { ...read(id), closed: false, late: true });
  resume(id);
  show();
}

// It is finished here: kept as it is typed, and as what stands there, so that nothing takes its place meanwhile.
function finish({ target }) {
  const id = target.closest?.("#late [data-id]")?.dataset.id;
  if (!id || !target.matches("textarea")) return;
  target.textContent = target.value;
  keep(id, { ...read(id), text: target.value });
}

document.addEventListener("input", finish);
document.addEventListener("click", choose);
for (const name of ["closed", "refused", "offered", "saved"]) document.addEventListener(`outbox:${name}`, answered);
for (const name of ["DOMContentLoaded", "htmx:after:swap"]) document.addEventListener(name, show);
