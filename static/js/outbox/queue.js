// form[data-queue] sends one text after another, each with what is filled in beside it: it becomes a draft of its own
// with its own key, which the outbox sends in order until there is a definite answer; the fields are free for the next.
import { fields, idOf } from "./drafts.js";
import { flush } from "./outbox.js";
import { drop, keep, path, person, random, read } from "../page/store.js";

let last = 0;

function put(action, text, more, { since: began = Date.now(), label }) {
  const key = random();
  last = Math.max(Date.now(), last + 1); // the outbox sends the longest waiting first
  const sending = { text, more, base: "0", key, began };
  keep(`${person()} ${action}#${key}`, { action, text, more, label, base: "0", since: last, began, saves: true, sending });
}

function submitted(event) {
  const form = event.target;
  if (!form.matches("[data-queue]")) return;
  event.preventDefault();
  const field = form.elements.namedItem("text");
  if (!field.value.trim()) return;
  const { text, csrf_token, key, ...more } = Object.fromEntries(new FormData(form));
  put(path(form), text, more, read(idOf(field)) ?? {});
  for (const one of fields(form)) {
    drop(idOf(one));
    one.value = "";
    one.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.focus();
  document.dispatchEvent(new CustomEvent("drafts"));
  flush();
}

// Enter goes to what is still empty, then sends, as in a message; Shift and Enter is left to the browser.
function typed(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.form?.matches("[data-queue]")) return;
  event.preventDefault();
  const all = fields(event.target.form);
  const next = all.slice(all.indexOf(event.target) + 1).find((one) => !one.value);
  if (next) next.focus();
  else event.target.form.requestSubmit();
}

document.addEventListener("submit", submitted);
document.addEventListener("keydown", typed);
