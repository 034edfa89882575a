// Each card of a print takes the largest of three sizes of type in which its texts fit; what does not fit is named.
const STEPS = [0, 1, 2];
const SLACK = 1; // CSS pixels
const over = (box) => box.scrollHeight > box.clientHeight + SLACK || box.scrollWidth > box.clientWidth + SLACK;

function set(page) {
  const boxes = page.querySelectorAll("[data-box]");
  return STEPS.some((step) => {
    page.dataset.fit = step;
    return ![...boxes].some(over);
  });
}

await document.fonts.ready;
const tight = [...document.querySelectorAll(".place > .page")].filter((page) => !set(page));
const note = document.getElementById("tight");
if (tight.length && note) {
  const codes = tight.map((page) => page.querySelector(".card-code")?.lastChild.textContent.trim());
  note.textContent = `${note.dataset.said} ${[...new Set(codes)].join(", ")}`;
  note.hidden = false;
}
