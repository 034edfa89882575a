// One stream for all pages of a person in one browser: a browser allows six connections to a place, and a seventh page
// would wait for ever. The page that has the stream passes each pulse on; when it has closed, another takes it.
import { renew } from "./refresh.js";

const CALM = 10000; // milliseconds between two attempts to take the stream
const channel = globalThis.BroadcastChannel ? new BroadcastChannel("pulse") : null;
const here = () => `${location.pathname} ${document.body.dataset.who}`;
const has = () => document.getElementById("stream");
let tried = -Infinity;

function pass() {
  const pulse = document.getElementById("pulse");
  if (has() && pulse) channel?.postMessage({ place: here(), pulse: pulse.outerHTML });
}

function hear({ data }) {
  const pulse = document.getElementById("pulse");
  if (has() || !pulse || data.place !== here()) return;
  pulse.outerHTML = data.pulse;
  document.dispatchEvent(new CustomEvent("shared"));
}

// Called while nothing is heard.
export function takeBack(silent) {
  if (has() || performance.now() - tried < CALM) return;
  tried = performance.now();
  setTimeout(() => silent() && renew(), Math.random() * 2000);
}

channel?.addEventListener("message", hear);
document.addEventListener("htmx:sse:after:message", pass);
