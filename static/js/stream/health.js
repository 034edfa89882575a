// The stream's health. Browsers do not notice a dead Wi-Fi: a stream that is silent for 8 s is reopened, the page
// says truthfully how things stand, and it asks every 5 s for what the stream would have brought.
import { say } from "../page/say.js";
import { refreshAll } from "./refresh.js";
import { takeBack } from "./share.js";

const SILENCE = 8000;
const POLL = 5000;
const LONG_ABSENCE = 10000;
const PATIENCE = 20000; // before the person is offered to try themselves

let connection = null;
let heard = performance.now(); // the stream
let reached = -Infinity; // the server, by any way
let polled = 0;
let hiddenAt = 0;

const pauses = () => document.hidden && document.body.dataset.surface !== "wall";
const reach = () => (reached = performance.now());
const hurry = () => connection?.delayCanceller?.();

function show(state) {
  const sign = document.getElementById("connection");
  if (!sign || sign.dataset.state === state) return;
  const before = sign.dataset.state;
  sign.dataset.state = state;
  if (state === "live") offer(false);
  const words = sign.dataset[state] ?? "";
  (sign.querySelector("[data-word]") ?? sign).textContent = words;
  if (before && before !== "live") say(words || sign.dataset.back);
  else if (state !== "live") say(words);
}

function watch() {
  const now = performance.now();
  if (pauses()) heard = now;
  if (now - heard < SILENCE) return;
  show(now - reached < SILENCE ? "server" : navigator.onLine ? "waiting" : "offline");
  offer(now - heard > PATIENCE);
  connection?.reader?.cancel();
  takeBack(() => performance.now() - heard > SILENCE);
  if (now - polled < POLL) return;
  polled = now;
  refreshAll();
}

function offer(on) {
  document.querySelector("[data-reconnect]")?.toggleAttribute("hidden", !on);
}

function again({ target }) {
  if (!target.closest?.("[data-reconnect]")) return;
  connection?.reader?.cancel();
  hurry();
  refreshAll();
}

// A heartbeat names the newest state: whoever has missed that one takes a new stream, which begins with it.
function compare({ detail }) {
  if (detail.data && detail.data !== connection?.lastEventId) connection?.reader?.cancel();
}

function turn() {
  if (document.hidden) hiddenAt = performance.now();
  else if (performance.now() - hiddenAt > LONG_ABSENCE) refreshAll();
  hurry();
}

if (document.getElementById("stream")) {
  const on = (name, act) => document.addEventListener(name, act);
  on("htmx:sse:after:connection", (event) => (connection = event.detail.connection));
  on("htmx:sse:before:message", () => ((heard = reach()), show("live")));
  on("htmx:sse:error", (event) => event.detail.status && reach());
  on("htmx:after:request", reach);
  on("beat", compare);
  on("bye", () => show("server"));
  on("shared", () => ((heard = reach()), show("live")));
  on("visibilitychange", turn);
  on("click", again);
  addEventListener("online", hurry);
  addEventListener("pageshow", (event) => event.persisted && ((heard = -Infinity), hurry()));
  const watching = setInterval(watch, 1000);
  on("ended", () => clearInterval(watching));
}
