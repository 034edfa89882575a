// Each card of a print takes the largest type and the longest small print that fit; what does not fit is named. The
// order in which things give way is that of the print engine.
const LAST = { fit: 2, licence: 2, name: 3, credit: 1 };
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

await document.fonts.ready;
const tight = [...document.querySelectorAll(".place > .page")].filter((page) => !set(page));
const note = document.getElementById("tight");
if (tight.length && note) {
  const codes = tight.map((page) => page.querySelector(".card-code")?.lastChild.textContent.trim());
  note.textContent = `${note.dataset.said} ${[...new Set(codes)].join(", ")}`;
  note.hidden = false;
}
