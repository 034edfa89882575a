// A paper that is longer than its page goes on on another, each saying which it is; what fits nowhere is named on the
// screen before anything is printed. Without this the browser lets it flow, and only the numbers are missing.
import { code, lacking } from "./letters.js";

const SLACK = 1; // CSS pixels
const MOST = 5; // places named
const FOOT = ".half-foot, .worksheet-foot";
const papers = document.querySelector(".papers");

// What a paper is made of between its head and its foot; lists and tables row by row.
function rows(paper) {
  return [...paper.children].filter((part) => !part.matches(`header, ${FOOT}`)).flatMap((part) => {
    if (part.matches("ul, ol")) return [...part.children];
    return part.matches("table") ? [...part.tBodies].flatMap((body) => [...body.rows]) : [part];
  });
}

// Where the room of a page ends, on paper of any zoom.
function floor(paper) {
  const [style, box] = [getComputedStyle(paper), paper.getBoundingClientRect()];
  const scale = box.width / parseFloat(style.inlineSize);
  return box.top + scale * (parseFloat(style.minBlockSize) - parseFloat(style.paddingBlockEnd)) + SLACK;
}

// The space under a row that ends a page: that of its list or table.
function below(row, paper) {
  const part = row.parentElement === paper ? row : row.closest("ul, ol, table");
  return parseFloat(getComputedStyle(part).marginBlockEnd);
}

// The first row that goes on the next page, 0 where all fit; a heading goes with what it is about.
function cut(paper) {
  const [all, end] = [rows(paper), floor(paper)];
  const over = all.findIndex((row) => row.getBoundingClientRect().bottom + below(row, paper) > end);
  let first = Math.max(over, 1);
  while (first > 1 && all[first - 1].matches("h3")) first -= 1;
  return over < 0 || first >= all.length ? 0 : first;
}

function next(paper, first) {
  const copy = paper.cloneNode(true);
  rows(copy).slice(0, first).forEach((row) => row.remove());
  rows(paper).slice(first).forEach((row) => row.remove());
  for (const page of [paper, copy]) {
    page.querySelectorAll(":scope > :is(ul, ol, table)").forEach((part) => rows(page).some((row) => part.contains(row)) || part.remove());
  }
  paper.after(copy);
  return copy;
}

function number(pages) {
  pages.forEach((page, place) => {
    const said = papers.dataset.page.replace("{number}", place + 1).replace("{all}", pages.length);
    page.querySelector(FOOT).append(` · ${said}`);
    page.setAttribute("aria-label", `${page.getAttribute("aria-label")}, ${said}`);
  });
}

// Halves of a page are for what fits one; else each has a page.
function unfold() {
  const halves = [...papers.querySelectorAll(".half")];
  if (!halves.some(cut)) return;
  halves.forEach((half) => {
    half.classList.remove("half");
    half.classList.add("paper-page", "whole");
  });
  papers.querySelectorAll(".halves").forEach((page) => page.replaceWith(...page.children));
}

function flow() {
  const whole = [...papers.querySelectorAll("[data-flow]")].map((paper) => [paper]);
  for (let open = whole; open.length; ) {
    const cuts = open.map((pages) => cut(pages.at(-1))); // all measured before any is changed
    open = open.filter((pages, place) => cuts[place] && pages.push(next(pages.at(-1), cuts[place])));
  }
  whole.filter((pages) => pages.length > 1).forEach(number);
}

const tight = (box) =>
  box.scrollHeight > box.clientHeight + SLACK || box.scrollWidth > box.clientWidth + SLACK ||
  (box.matches(".paper-page") && box.offsetHeight > parseFloat(getComputedStyle(box).minBlockSize) + SLACK);

const place = (box) => box.closest("[aria-label]").getAttribute("aria-label");

function tell(id, said) {
  const note = document.getElementById(id);
  const all = [...new Set(said)];
  if (!all.length) return;
  note.textContent = note.dataset.said.replace("{places}", all.slice(0, MOST).join("; ") + (all.length > MOST ? "…" : ""));
  note.hidden = false;
}

if (papers) {
  await document.fonts.ready;
  unfold();
  flow();
  tell("tight", [...papers.querySelectorAll(".paper-page, .half, [data-box]")].filter(tight).map(place));
  tell("lacking", lacking(papers).map(([one, box]) => `${one} (${code(one)}, ${place(box)})`));
  papers.dataset.ready = "";
}
