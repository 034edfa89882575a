// form[data-queue] sends one text after another: each becomes a draft of its own with its own key, which the outbox
// sends in order until there is a definite answer; the field is free for the next at once.
import { idOf } from "./drafts.js";
import { flush } from "./outbox.js";
import { drop, keep, path, person, random, read } from "../page/store.js";

let last = 0;

function put(action, text, began) {
  const key = random();
  last = Math.max(Date.now(), last + 1); // the outbox sends the longest waiting first
  const sending = { text, base: "0", key, began };
  keep(`${person()} ${action}#${key}`, { action, text, base: "0", since: last, began, saves: true, sending });
}

function submitted(event) {
  const form = event.target;
  if (!form.matches("[data-queue]")) return;
  event.preventDefault();
  const field = form.elements.namedItem("text");
  if (!field.value.trim()) return;
  put(path(form), field.value, read(idOf(field))?.since ?? Date.now());
  drop(idOf(field));
  field.value = "";
  field.focus();
  document.dispatchEvent(new CustomEvent("drafts"));
  flush();
}

// Enter sends, as in a message; Shift and Enter is left to the browser.
function typed(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.form?.matches("[data-queue]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
}

document.addEventListener("submit", submitted);
document.addEventListener("keydown", typed);
