// Whoever works with the keyboard keeps their place: when fresh content takes away the control that has the focus, its
// successor gets it, which has the same id; when there is none, the heading of its section. Never the page itself.
import { attempt } from "./store.js";

const HEADINGS = "h1, h2, h3";
const NAME = "focus"; // of what is remembered from a page to the next
let last = null; // the control that had the focus
let around = []; // what it stood in, from the inside out

const lost = () => !document.activeElement || document.activeElement === document.body || document.activeElement.disabled;
const taken = ({ removedNodes }) => [...removedNodes].some((one) => one.contains(last));

function note({ target }) {
  last = target;
  around = [];
  for (let one = target.parentElement; one; one = one.parentElement) if (one.matches("section, nav, main")) around.push(one);
}

// What is still there was left on purpose.
function leave() {
  if (lost() && last?.isConnected) last = null;
}

function give(element) {
  const able = element?.disabled ? element.parentElement?.querySelector(":enabled") : element;
  able?.focus();
  return !lost();
}

function giveHeading(place) {
  const heading = place?.querySelector(HEADINGS);
  if (heading) heading.tabIndex = -1;
  heading?.focus({ preventScroll: true }); // whoever pressed with a finger stays where they were
  return !lost();
}

function restore(changes) {
  if (!last || !lost() || !(last.disabled || !last.isConnected || changes.some(taken))) return;
  const sections = [...around.filter((one) => one.isConnected), document.getElementById("now"), document.querySelector("main")];
  give(last) || give(document.getElementById(last.id)) || sections.some(giveHeading);
}

// A form that is answered with the same page, loaded anew.
function go({ target: form, submitter, defaultPrevented }) {
  if (!submitter?.id || submitter.formTarget === "_blank" || form.method !== "post" || defaultPrevented) return;
  attempt(() => sessionStorage.setItem(NAME, `${location.pathname} ${submitter.id}`));
}

function come() {
  const [page, id] = attempt(() => sessionStorage.getItem(NAME))?.split(" ") ?? [];
  attempt(() => sessionStorage.removeItem(NAME));
  if (page === location.pathname && lost()) give(document.getElementById(id));
}

document.addEventListener("focusin", note);
document.addEventListener("focusout", () => setTimeout(leave));
addEventListener("submit", go);
new MutationObserver(restore).observe(document.body, { childList: true, subtree: true });
come();
