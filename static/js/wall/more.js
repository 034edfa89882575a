// A list on the wall that is longer than its place shows what comes first, then how many more there are, in the words
// of #wall[data-more], or [data-more-one] for one.
const LISTS = ".bars > tbody, .merit, .ideas, .table-sheet:not(:has(dl)) > .hand-list";

export const over = (box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;

const boxOf = (list) => list.closest(".table-sheet, .wall-body");
const middle = ({ least, most }) => Math.ceil((least + most) / 2);

function show({ note, items }, count) {
  const rest = items.length - count;
  const { more, moreOne } = document.getElementById("wall").dataset;
  items.forEach((item, place) => (item.hidden = place >= count));
  note.textContent = (rest === 1 ? moreOne : more).replace("#", rest);
}

function place(list) {
  const note = Object.assign(document.createElement("p"), { className: "and-more" });
  (list.closest("table") ?? list).after(note);
  return { note, box: boxOf(list), items: [...list.children], least: 1, most: list.children.length - 1 };
}

export function lengthen() {
  for (const note of document.querySelectorAll(".and-more")) note.remove();
  for (const item of document.querySelectorAll(`:is(${LISTS}) > [hidden]`)) item.hidden = false;
}

// All lists are halved at the same time: the page is laid out a few times, however long they are.
export function shorten() {
  const long = [...document.querySelectorAll(LISTS)].filter((list) => list.children.length > 1 && over(boxOf(list)));
  const lists = long.map(place);
  while (lists.some(({ least, most }) => least < most)) {
    for (const list of lists) show(list, middle(list));
    for (const list of lists.filter(({ least, most }) => least < most)) {
      if (over(list.box)) list.most = middle(list) - 1;
      else list.least = middle(list);
    }
  }
  for (const list of lists) show(list, list.least);
}
