// One tap, one effect: the button rests until the answer is there, and the request carries a key that stays the same
// when the same thing is sent again, so that the server does nothing twice.
import { random } from "./store.js";

const REST = 10000; // milliseconds, should no answer ever come
const HIDDEN = { type: "hidden", name: "key" };
const unanswered = new WeakMap(); // form -> { key, content } of what it has sent
const over = new WeakSet(); // requests whose answer is there
const alone = (form, button) => form.matches("[data-autosave], [data-queue], [data-ballot]") || button?.formTarget === "_blank";

function content(form, button) {
  const fields = new FormData(form);
  if (button?.name) fields.append(button.name, button.value);
  fields.delete("key");
  return new URLSearchParams(fields).toString();
}

function keyed(form, button) {
  const field = form.elements.namedItem("key") ?? Object.assign(document.createElement("input"), HIDDEN);
  if (!field.form) form.append(field);
  const before = unanswered.get(form);
  const now = content(form, button);
  if (before) field.value = before.content === now ? before.key : random();
  field.value ||= random();
  unanswered.set(form, { key: field.value, content: now });
}

function rest(form, button) {
  if (button) button.ariaDisabled = "true"; // not disabled: it would lose the focus
  setTimeout(wake, REST, form);
}

function wake(form) {
  delete form.dataset.sent;
  for (const button of form.elements) if (button.type === "submit") button.ariaDisabled = null;
}

function submitted(event) {
  const { target: form, submitter } = event;
  if (form.method !== "post" || alone(form, submitter)) return;
  if ("sent" in form.dataset) return event.preventDefault(), event.stopImmediatePropagation();
  keyed(form, submitter);
  form.dataset.sent = "";
  setTimeout(rest, 0, form, submitter); // after the browser has read the form, the button's value included
}

// Accepted: what is sent next is another request, from the moment that the page shows the answer.
function answered({ detail: { ctx } }) {
  const form = ctx.request?.form;
  if (!form || over.has(ctx)) return;
  over.add(ctx);
  wake(form);
  if (!(ctx.response?.status < 400)) return;
  const field = form.elements.namedItem("key");
  if (field && field.value === unanswered.get(form)?.key) field.value = random();
  unanswered.delete(form);
}

// A key that is held down is one press.
function held(event) {
  if (event.repeat && event.key === "Enter" && event.target.closest?.("button")) event.preventDefault();
}

addEventListener("submit", submitted, true);
addEventListener("keydown", held, true);
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(wake));
document.addEventListener("htmx:before:swap", answered);
document.addEventListener("htmx:finally:request", answered);
