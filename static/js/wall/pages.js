// How what stands on the wall is divided: as large as all of it fits, and where it does not fit at the size that is read
// from afar, which is never made smaller, into pages. <html> says how many (data-pages), and which one is seen (--page).
const SIZES = [1.6, 1.45, 1.3, 1.15, 1];
const COUNTED = ".bars > tbody > tr, .merit > li, .ideas > li, .proposals > li, .table-sheet:not(:has(.ideas > li))";
const root = document.documentElement;
const box = () => document.querySelector(".wall-body");
const leaves = () => document.querySelector(".leaves");
const over = (one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1;
const gutter = () => parseFloat(getComputedStyle(leaves()).columnGap) || 0;
const together = () => "together" in root.dataset;

const asked = () => leaves().querySelector(".wall-asked");

function scale(size) {
  root.style.setProperty("--fit", size);
  if ("headed" in root.dataset) root.style.setProperty("--head", `${asked().getBoundingClientRect().height / size}px`);
}

// How many pages there are with what is asked above each of them, or on the first alone.
function pagesWith(above) {
  root.toggleAttribute("data-headed", above);
  scale(1);
  return count();
}

// Whether nothing that should stand on one page is outside of it.
export const fits = () => !together() || !over(box());

const fit = (size) => (scale(size), fits());

// How many pages there are as it stands.
export function count() {
  const [all, one] = [leaves().scrollWidth, leaves().clientWidth];
  const pages = together() ? 1 : Math.max(1, Math.ceil((all + gutter() - 2) / (one + gutter())));
  root.dataset.pages = pages;
  return pages;
}

// A list that grows leaves room for what comes next.
const sizes = () => SIZES.slice(leaves().querySelector(".ideas") ? -2 : 0);

// What is asked stands above each page, and type is larger, where that takes no more pages.
export function divide() {
  root.dataset.together = "";
  root.toggleAttribute("data-headed", false);
  if (sizes().find(fit)) return count();
  delete root.dataset.together;
  const [apart, above] = [false, !!asked()].map(pagesWith);
  const pages = above > apart ? pagesWith(false) : above;
  sizes().find((size) => (scale(size), count() === pages));
  return count();
}

export const see = (page) => root.style.setProperty("--page", page);

// How many of what is counted begin on a later page than the one that is seen.
export function later() {
  const end = box().getBoundingClientRect().right;
  return [...document.querySelectorAll(COUNTED)].filter((one) => one.getClientRects()[0]?.left > end - 1).length;
}
