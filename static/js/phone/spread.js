// <spread-ballot data-budget data-most>: plus and minus buttons beside each number, and how much is left to give.
import { say } from "../page/say.js";

class SpreadBallot extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.step(event.target.closest("button[data-step]")));
    this.addEventListener("input", () => this.tell());
    this.fresh = () => this.tell(); // fresh content comes without what we tell
    document.addEventListener("htmx:after:swap", this.fresh);
    this.tell();
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:after:swap", this.fresh);
  }

  get fields() {
    return [...this.querySelectorAll("input[type=number]")];
  }

  get left() {
    return Number(this.dataset.budget) - this.fields.reduce((sum, field) => sum + Number(field.value), 0);
  }

  step(button) {
    if (!button || button.ariaDisabled === "true") return;
    const field = button.parentElement.querySelector("input");
    const most = Math.min(Number(this.dataset.most), Number(field.value) + this.left);
    field.value = Math.max(0, Math.min(most, Number(field.value) + Number(button.dataset.step)));
    field.dispatchEvent(new Event("input", { bubbles: true })); // as if it had been typed
    say(this.querySelector("[data-left]").textContent);
  }

  tell() {
    for (const field of this.fields) {
      const [minus, plus] = field.parentElement.querySelectorAll("button[data-step]");
      minus.ariaDisabled = String(Number(field.value) <= 0); // not disabled: it would lose the focus
      plus.ariaDisabled = String(this.left <= 0 || Number(field.value) >= Number(this.dataset.most));
      field.closest(".option").dataset.chosen = Number(field.value) > 0 ? "yes" : "no";
    }
    const place = this.querySelector("[data-left]");
    const words = place.dataset.left.replace("#", Math.max(this.left, 0));
    if (place.textContent !== words) place.textContent = words;
  }
}

if (!customElements.get("spread-ballot")) customElements.define("spread-ballot", SpreadBallot);
