// What somebody chooses for their own phone: a box [data-comfort=no-countdown] hides the countdown there, which then says nothing
// either. It stays so on this device.
import { attempt } from "../page/store.js";

const boxes = () => document.querySelectorAll("[data-comfort]");
const chosen = (name) => attempt(() => localStorage.getItem(`comfort:${name}`)) === "yes";

function show() {
  for (const box of boxes()) {
    box.checked = chosen(box.dataset.comfort);
    document.documentElement.toggleAttribute(`data-${box.dataset.comfort}`, box.checked);
  }
}

function changed({ target }) {
  if (!target.dataset?.comfort) return;
  attempt(() => localStorage.setItem(`comfort:${target.dataset.comfort}`, target.checked ? "yes" : "no"));
  show();
}

document.addEventListener("change", changed);
show();
