// The wall cuts nothing silently: what does not fit gets smaller type, down to what is read from afar, one sheet in
// focus further. When even that is too large, <html> is without data-whole, lists end sooner, and the page says so.
import { lengthen, over, shorten } from "./more.js";

const STEP = 0.05;
const SMALLEST = { many: 0.7, one: 0.4 };
const MANY = ".wall-body :is(.tables, .result, .focus .ideas)";
const BOXES = ".wall-body, .wall-body :is(.focus, .table-sheet, .idea-spotlight, dl)";
const root = document.documentElement;

function fits(size) {
  root.style.setProperty("--fit", size);
  return ![...document.querySelectorAll(BOXES)].some(over);
}

function fit() {
  if (!document.getElementById("wall")) return;
  lengthen();
  const smallest = document.querySelector(MANY) ? SMALLEST.many : SMALLEST.one;
  root.dataset.whole = "";
  for (let size = 1; size > smallest - STEP / 2; size -= STEP) if (fits(size.toFixed(2))) return;
  delete root.dataset.whole;
  shorten();
}

for (const event of ["htmx:after:swap", "htmx:sse:after:message"]) document.addEventListener(event, fit);
addEventListener("resize", fit);
document.fonts.ready.then(fit);
fit();
