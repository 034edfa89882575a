// What changes for the room is said aloud: #spoken has a sentence for each thing as it stands now, in data-step and others, and
// so has each [data-spoken]; whichever is another than before is said. A step that has just come says its own only.
import { say } from "./say.js";

function read() {
  const shown = [...document.querySelectorAll("[data-spoken]")].map((one) => [one.dataset.spoken, one.textContent]);
  return { ...document.getElementById("spoken")?.dataset, ...Object.fromEntries(shown) };
}

let before = read();

function compare() {
  const now = read();
  const moved = now.step !== before.step;
  for (const [name, sentence] of Object.entries(now)) {
    if (sentence !== before[name] && (name === "step" || !moved)) say(sentence);
  }
  before = now;
}

document.addEventListener("htmx:after:swap", compare);
