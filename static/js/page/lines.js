// <textarea data-line> holds one line, however long, and grows with it: no line breaks, and Enter sends its form, as in an
// <input>. Fields that send on Enter by themselves (form[data-queue]) are left alone.
const grows = CSS.supports("field-sizing", "content");
const lines = () => document.querySelectorAll("textarea[data-line]");

function fit(field) {
  if (grows) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

function typed({ target: field }) {
  if (!field.matches?.("textarea[data-line]")) return;
  if (/[\r\n]/.test(field.value)) field.value = field.value.replace(/\s*[\r\n]+\s*/g, " "); // pasted
  fit(field);
}

function pressed(event) {
  if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
  if (!event.target.matches?.("textarea[data-line]") || event.target.form?.matches("[data-queue]")) return;
  event.preventDefault();
  event.target.form?.requestSubmit();
}

document.addEventListener("input", typed, true);
document.addEventListener("keydown", pressed);
for (const name of ["DOMContentLoaded", "htmx:after:swap", "drafts"]) document.addEventListener(name, () => lines().forEach(fit));
