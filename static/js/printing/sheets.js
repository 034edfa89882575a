import { code, lacking } from "./letters.js";

// Each card of a print takes the largest type and the longest small print that fit; what does not fit is named. The
// order in which things give way is that of the print engine.
const LAST = { fit: 3, licence: 2, name: 3, credit: 1 };
const SLACK = 1; // CSS pixels
const over = (box) => box.scrollHeight > box.clientHeight + SLACK || box.scrollWidth > box.clientWidth + SLACK;

function tighter(page, name) {
  if (Number(page.dataset[name]) === LAST[name]) return false;
  page.dataset[name] = Number(page.dataset[name]) + 1;
  return true;
}

function set(page) {
  Object.keys(LAST).forEach((name) => (page.dataset[name] = 0));
  for (;;) {
    const names = [...page.querySelectorAll("[data-box]")].filter(over).map((box) => box.dataset.box);
    if (!names.length) return true;
    const texts = names.some((name) => !(name in LAST));
    const moved = names.filter((name) => name in LAST && tighter(page, name)).length;
    if (!(texts && (tighter(page, "fit") || tighter(page, "credit"))) && !moved) return false;
  }
}

const cardOf = (page) => page?.querySelector(".card-code, .card-number")?.lastChild.textContent.trim() ?? "";

function tell(id, listed, said) {
  const note = document.getElementById(id);
  if (!listed.length || !note) return;
  note.textContent = said(note.dataset.said, [...new Set(listed)].join(", "));
  note.hidden = false;
}

await document.fonts.ready;
const tight = [...document.querySelectorAll(".place > .page")].filter((page) => !set(page));
tell("tight", tight.map(cardOf), (said, codes) => `${said} ${codes}`);
const strange = lacking(document.querySelector(".sheets"), document.querySelector(".card") ?? document.body);
const named = strange.map(([one, box]) => `${one} (${code(one)}, ${cardOf(box.closest(".page"))})`);
tell("lacking", named, (said, all) => said.replace("{places}", all));
