// <plan-steps>: the steps of an agenda. What is changed in a form[data-on-change] is sent at once, and Alt with an arrow
// moves the step that has the focus. Each is a button without this script.
class PlanSteps extends HTMLElement {
  constructor() {
    super();
    for (const name of ["change", "focusout", "keydown"]) this.addEventListener(name, this);
  }

  handleEvent(event) {
    this[event.type](event);
  }

  change({ target }) {
    if (target.type !== "time" && target.form?.matches("[data-on-change]")) target.form.requestSubmit();
  }

  focusout({ target }) {
    if (target.type === "time" && target.value !== target.defaultValue) target.form.requestSubmit(); // typed in parts
  }

  keydown(event) {
    const way = event.altKey && { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const button = way && event.target.closest("[data-step]")?.querySelector(`[data-move=${way}] button`);
    if (!button) return;
    event.preventDefault();
    button.focus(); // what moves keeps the focus, and can be moved on
    button.click();
  }
}

customElements.define("plan-steps", PlanSteps);
