// Pages of the wall turn by themselves, with the desk's keys (#wall[data-leaf] counts them) and with those of this window.
import { receive, welcome } from "./newcomers.js";
import { count, divide, fits, later, see } from "./pages.js";

const REST = 6000; // milliseconds on each page, besides the time to read it
const WORD = 250;
const KEYS = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 };
const wall = () => document.getElementById("wall");
const said = (name, number) => wall().dataset[name].replace("#", number);
let [page, pages, waiting, leaf, clock] = [0, 1, 0, 0, 0];
let turning = "";
let reading = ""; // what is on the wall: another step, table or result begins at its first page

function write(name, words) {
  const sign = document.querySelector(name);
  sign.hidden = !words;
  sign.textContent = words;
}

function say() {
  const rest = pages > 1 ? later() : 0;
  const more = rest ? ` · ${said(rest === 1 ? "moreOne" : "more", rest)}` : "";
  write(".wall-page", pages > 1 ? `${page + 1}/${pages}${more}` : "");
  write(".wall-new", waiting ? said("new", waiting) : "");
}

function wind() {
  clearTimeout(clock);
  const words = document.querySelector(".leaves").textContent.split(/\s+/).length / pages;
  const turns = (pages > 1 || waiting) && wall().dataset.turning === "yes";
  if (turns) clock = setTimeout(turn, REST + words * WORD, 1);
}

function show() {
  page = Math.min(page, pages - 1);
  see(page);
  say();
}

function lay() {
  if (!wall()) return;
  pages = divide();
  show();
}

function turn(by) {
  page = (page + by + pages) % pages;
  if (waiting) {
    waiting = 0;
    welcome();
    lay();
  }
  show();
  wind();
}

function begin() {
  page = waiting = 0;
  welcome();
  lay();
  wind();
}

function carry() {
  const before = [waiting, pages, turning].join();
  const { given, waiting: unseen } = receive(fits);
  waiting = unseen;
  if (!given || !fits()) lay();
  pages = count();
  turning = wall().dataset.turning;
  show();
  if (before !== [waiting, pages, turning].join()) wind();
}

function follow() {
  if (!wall()) return;
  const now = wall().dataset;
  const by = Number(now.leaf) - leaf;
  const same = now.reading === reading;
  [reading, leaf] = [now.reading, Number(now.leaf)];
  if (!same) return begin();
  carry();
  if (by) turn(by);
}

function pressed(event) {
  const by = KEYS[event.key];
  if (by && !event.ctrlKey && !event.metaKey && !event.altKey) turn(by);
}

for (const event of ["htmx:after:swap", "htmx:sse:after:message"]) document.addEventListener(event, follow);
addEventListener("resize", lay);
addEventListener("keydown", pressed);
document.fonts.ready.then(lay);
follow();
