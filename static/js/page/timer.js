// <time-left left="300" total="600" state="running">: counts down by itself between two words from the server.
import { clock, minutes } from "./clock.js";
import { say } from "./say.js";

const TICK = 250;
const MARKS = [300, 60, 0]; // seconds left at which it speaks
const LEVELS = [["over", 0], ["last", 0.05], ["soon", 0.2], ["calm", Infinity]]; // up to which share of the total

function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

class TimeLeft extends HTMLElement {
  static observedAttributes = ["left", "total", "state"];

  connectedCallback() {
    this.interval = setInterval(() => this.tick(), TICK);
    this.read();
  }

  disconnectedCallback() {
    clearInterval(this.interval);
  }

  attributeChangedCallback() {
    if (this.interval && !this.writing) this.read();
  }

  read() {
    this.since = performance.now();
    this.start = this.left = Number(this.getAttribute("left"));
    this.tick();
  }

  tick() {
    const before = this.left;
    const running = this.getAttribute("state") === "running";
    if (running) this.left = this.start - (performance.now() - this.since) / 1000;
    this.show(running);
    const mark = running && MARKS.find((mark) => before > mark && this.left <= mark);
    if (Number.isInteger(mark) && this.getClientRects().length) this.announce(mark);
  }

  announce(mark) {
    say(mark ? this.dataset.remaining.replace("{}", minutes(mark / 60)) : this.dataset.over);
  }

  show(running) {
    const total = Number(this.getAttribute("total"));
    const [level] = LEVELS.find(([, share]) => this.left <= total * share || share === Infinity);
    write(this.querySelector(".timer-clock"), clock(this.left));
    write(this.querySelector(".timer-word"), this.dataset[running ? level : "paused"] ?? "");
    this.dataset.level = level;
    this.writing = true; // the attribute follows what is shown: the server's next word is then seen as a change
    if (this.getAttribute("left") !== String(Math.ceil(this.left))) this.setAttribute("left", Math.ceil(this.left));
    this.writing = false;
  }
}

customElements.define("time-left", TimeLeft);
