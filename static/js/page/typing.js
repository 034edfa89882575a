// A field being typed in is never replaced. Fresh content leaves alone each field that has the focus or holds what
// the server does not have yet; and a form that saves itself as a whole, because its version belongs to its text.
import { kept, unsent, writable } from "./fields.js";
import { atRest } from "./presses.js";

const passedOver = new WeakSet();

const inUse = (field) => document.activeElement === field || unsent(field);

function busy(form) {
  return [...form.elements].some((field) => writable(field) && inUse(field)) || !!form.querySelector("[data-pending]");
}

// A page that was asked for before the last save comes after it: its text is older than what is here.
function overtaken(form, fresh) {
  const base = (element) => Number(element?.querySelector?.("[name=base]")?.value ?? NaN);
  return base(fresh) < base(form);
}

function mayReplace(element, detail) {
  const form = element.matches?.("form[data-autosave]");
  if (form && overtaken(element, detail?.newNode)) return false;
  if (form ? busy(element) : writable(element) && inUse(element)) {
    for (const field of form ? element.elements : [element]) passedOver.add(field);
    return false;
  }
  if (writable(element)) queueMicrotask(() => (element.value = kept(element))); // what was typed once hides a new text
  return true;
}

// Once the person leaves a field without having changed it, it may show what it missed.
function catchUp({ target }) {
  if (!passedOver.delete(target) || unsent(target)) return;
  target.closest("[data-follows]")?.dispatchEvent(new CustomEvent("stale"));
}

function guard() {
  globalThis.htmx?.registerExtension("typing", { htmx_before_morph_node: mayReplace });
}

document.addEventListener("DOMContentLoaded", guard); // htmx is there by then
document.addEventListener("focusout", (event) => setTimeout(atRest, 0, () => catchUp(event)));
