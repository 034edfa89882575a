// A step of an agenda, [data-step], dragged by its grip past another. The buttons that move a step each name the one that
// it passes: here, that on which it was dropped.
let dragged = null;
const rowOf = (element) => element.closest?.("[data-step]");

function mark(row) {
  for (const one of document.querySelectorAll("[data-step][data-target]")) if (one !== row) delete one.dataset.target;
  if (row) row.dataset.target = "";
}

function take({ target, dataTransfer }) {
  dragged = target.matches?.("[data-step] [draggable]") ? rowOf(target) : null;
  if (dragged) dataTransfer.setDragImage(dragged, 0, 0);
}

function pass(event) {
  const row = dragged && rowOf(event.target);
  if (!row) return;
  event.preventDefault();
  mark(row);
}

function drop(event) {
  const past = dragged && rowOf(event.target);
  const form = dragged?.querySelector("form[data-move]");
  if (!past || past === dragged || !form) return;
  event.preventDefault();
  form.elements.namedItem("past").value = past.dataset.step;
  form.requestSubmit();
}

function end() {
  dragged = null;
  mark(null);
}

document.addEventListener("dragstart", take);
document.addEventListener("dragover", pass);
document.addEventListener("drop", drop);
document.addEventListener("dragend", end);
