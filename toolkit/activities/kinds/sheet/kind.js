// The sum of the numbers of a sheet follows what is typed, before the server has it.
const numbers = (sheet) => [...sheet.querySelectorAll("input[inputmode=numeric]")].map(({ value }) => value.trim());

class SheetTotal extends HTMLElement {
  connectedCallback() {
    this.sheet = this.closest(".sheet");
    this.count = () => this.show();
    for (const name of ["input", "restored"]) this.sheet?.addEventListener(name, this.count);
    document.addEventListener("htmx:after:swap", this.count);
    this.show();
  }

  disconnectedCallback() {
    for (const name of ["input", "restored"]) this.sheet?.removeEventListener(name, this.count);
    document.removeEventListener("htmx:after:swap", this.count);
  }

  show() {
    const typed = this.sheet ? numbers(this.sheet).filter((text) => /^[0-9]{1,9}$/.test(text)) : [];
    const place = this.querySelector("b");
    const sum = String(typed.reduce((total, text) => total + Number(text), 0));
    if (this.sheet?.querySelector("input[inputmode=numeric]") && place.textContent !== sum) place.textContent = sum;
  }
}

if (!customElements.get("sheet-total")) customElements.define("sheet-total", SheetTotal);

// The words of a script pass under a line at the speed of speech, each passage in its own seconds; page by page where
// motion is not wanted. Whoever scrolls by hand goes on from there.
const [SLOWEST, FASTEST, STEP] = [50, 200, 10]; // per cent
const PAGE = 0.85; // of what is in sight, so that its last lines are seen again
const LINE = 0.3;
const KEYS = { " ": "go", ArrowLeft: "slower", "-": "slower", ArrowRight: "faster", "+": "faster" };
const still = matchMedia("(prefers-reduced-motion: reduce)");
const passages = (words) => [...words.querySelectorAll("section")];
const line = (words) => (still.matches ? 0 : words.clientHeight * LINE);

function end(words) {
  const last = passages(words).at(-1);
  return last ? last.offsetTop + last.offsetHeight : 0;
}

// How many pixels pass in a second at a place of the words.
function pace(words, place) {
  const all = passages(words);
  const at = Math.max(0, all.findLastIndex((one) => one.offsetTop <= place));
  const next = all[at + 1]?.offsetTop ?? end(words);
  return all.length ? (next - all[at].offsetTop) / Number(all[at].dataset.seconds) : 0;
}

function show(words, place) {
  const page = words.clientHeight * PAGE;
  words.scrollTop = still.matches ? Math.floor(place / page) * page : place - line(words);
}

class TelePrompter extends HTMLElement {
  speed = 100;
  place = 0; // of what is said now, from the top of the words
  frame = 0;

  connectedCallback() {
    this.words = this.querySelector(".prompter-words");
    this.querySelector("[data-controls]").hidden = false;
    this.onclick = ({ target }) => this.act(target.closest("[data-does]")?.dataset.does);
    this.onkeydown = (event) => this.press(event);
    this.ontoggle = ({ newState }) => newState === "closed" && this.rest();
  }

  disconnectedCallback() {
    this.rest();
  }

  act(what) {
    if (what === "go") return this.frame ? this.rest() : this.start();
    const change = { slower: -STEP, faster: STEP }[what] ?? 0;
    this.speed = Math.min(FASTEST, Math.max(SLOWEST, this.speed + change));
    this.querySelector("output").textContent = `${this.speed}\u00a0%`;
  }

  press(event) {
    const what = KEYS[event.key];
    if (!what || event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopPropagation(); // a wall would turn its page
    if (what === "go" && event.target.closest("button")) return; // which it presses
    event.preventDefault();
    if (what !== "go" || !event.repeat) this.act(what);
  }

  start() {
    const over = this.place && this.place >= end(this.words);
    this.place = over ? 0 : this.words.scrollTop + line(this.words);
    this.frame = requestAnimationFrame((now) => this.go(now, now));
    this.name("rest");
  }

  rest() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.name("go");
  }

  name(what) {
    const button = this.querySelector("[data-does=go]");
    button.textContent = button.dataset[what];
  }

  go(before, now) {
    const passed = Math.min(now - before, 1000) / 1000;
    this.place += pace(this.words, this.place) * passed * (this.speed / 100);
    show(this.words, this.place);
    if (this.place >= end(this.words)) return this.rest();
    this.frame = requestAnimationFrame((next) => this.go(now, next));
  }
}

if (!customElements.get("tele-prompter")) customElements.define("tele-prompter", TelePrompter);
