// <plan-steps>: the steps of an agenda. What is changed in a form[data-on-change] is sent at once; a step moves by Alt and
// an arrow, or by its grip. Each is a button without this script.
const rowOf = (element) => element.closest?.("[data-step]");

// Each button that moves a step names the one that it passes: here, whichever it was dropped on.
function move(row, past) {
  const form = row.querySelector("form[data-move]");
  if (!form || !past || past === row) return;
  form.elements.namedItem("past").value = past.dataset.step;
  form.requestSubmit();
}

class PlanSteps extends HTMLElement {
  constructor() {
    super();
    for (const name of ["change", "keydown", "dragstart", "dragover", "drop", "dragend"]) this.addEventListener(name, this);
  }

  handleEvent(event) {
    this[event.type](event);
  }

  change({ target }) {
    if (target.form?.matches("[data-on-change]")) target.form.requestSubmit();
  }

  keydown(event) {
    const way = event.altKey && { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const button = way && rowOf(event.target)?.querySelector(`[data-move=${way}] button`);
    if (!button) return;
    event.preventDefault();
    button.focus(); // what moves keeps the focus, and can be moved on
    button.click();
  }

  dragstart(event) {
    this.dragged = event.target.matches?.("[draggable]") ? rowOf(event.target) : null;
    if (this.dragged) event.dataTransfer.setDragImage(this.dragged, 0, 0);
  }

  dragover(event) {
    const row = this.dragged && rowOf(event.target);
    if (!row) return;
    event.preventDefault();
    for (const one of this.querySelectorAll("[data-target]")) if (one !== row) delete one.dataset.target;
    row.dataset.target = "";
  }

  drop(event) {
    event.preventDefault();
    if (this.dragged) move(this.dragged, rowOf(event.target));
  }

  dragend() {
    this.dragged = null;
    for (const one of this.querySelectorAll("[data-target]")) delete one.dataset.target;
  }
}

customElements.define("plan-steps", PlanSteps);
