// A tap that was meant for what stood here a moment ago is no ballot: a form[data-ballot] that has just come, and in
// which nothing was chosen, is not sent by it.
const MOMENT = 500; // milliseconds in which a finger cannot have meant a question that has just come
const since = new WeakMap(); // form -> when it came
const touched = new WeakSet();
let pressed = performance.now();

function press({ target }) {
  pressed = performance.now();
  const form = target.closest?.("form[data-ballot]");
  if (form && !target.closest("[type=submit]")) touched.add(form);
}

function look({ type }) {
  for (const form of document.querySelectorAll("form[data-ballot]")) {
    if (!since.has(form)) since.set(form, type === "DOMContentLoaded" ? -Infinity : performance.now());
  }
}

function submitted(event) {
  const { target: form } = event;
  if (touched.has(form) || !(pressed < since.get(form) + MOMENT)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

addEventListener("submit", submitted, true);
for (const name of ["pointerdown", "keydown"]) addEventListener(name, press, true);
addEventListener("input", ({ target }) => target.form && touched.add(target.form), true);
for (const name of ["DOMContentLoaded", "htmx:after:swap"]) document.addEventListener(name, look);
