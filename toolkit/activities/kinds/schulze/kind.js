// <rank-ballot>: a button beside each list gives its proposal the rank after those that are given, tap by tap.
class RankBallot extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.next(event.target.closest("button[data-next]")));
  }

  next(button) {
    if (!button) return;
    const list = button.parentElement.querySelector("select");
    const others = [...this.querySelectorAll("select")].filter((one) => one !== list);
    const last = Math.max(0, ...others.map((one) => Number(one.value)));
    list.value = String(Math.min(last + 1, list.options.length - 1));
    list.dispatchEvent(new Event("input", { bubbles: true })); // as if it had been chosen
  }
}

if (!customElements.get("rank-ballot")) customElements.define("rank-ballot", RankBallot);
