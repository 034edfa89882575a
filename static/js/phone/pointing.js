// [data-point] in a form: the next tap on a word of the page puts that word into the form's text. By hand it works too.
import { say } from "../page/say.js";

const MARKS = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

function wordAt(x, y) {
  const at = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
  const node = at?.offsetNode ?? at?.startContainer;
  if (node?.nodeType !== Node.TEXT_NODE) return "";
  const place = at.offset ?? at.startOffset;
  const before = node.data.slice(0, place).match(/\S*$/)[0];
  return (before + node.data.slice(place).match(/^\S*/)[0]).replace(MARKS, "");
}

function point(form) {
  const hint = form.querySelector("[data-pointing]");
  hint.hidden = false;
  say(hint.textContent);
  const tapped = (event) => {
    event.preventDefault();
    event.stopPropagation();
    hint.hidden = true;
    const field = form.elements.namedItem("text");
    field.value = wordAt(event.clientX, event.clientY) || field.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  };
  document.querySelector("main").addEventListener("click", tapped, { capture: true, once: true });
  document.querySelector("main").scrollIntoView();
}

for (const button of document.querySelectorAll("[data-point]")) {
  button.hidden = false;
  button.addEventListener("click", () => point(button.form));
}
