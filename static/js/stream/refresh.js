// Asking for content again, and for a stream when the old one can no longer be had.
import { atRest, pressing } from "../page/presses.js";

const JITTER = 400; // milliseconds, so that a room does not ask all at once
const PACE = 1000; // between two questions of one element: what moves meanwhile comes with the next answer
const CALM = 30000; // between two renewals
const asks = new WeakMap(); // element -> when it asked last; Infinity until it does
const underway = new Set(); // elements whose question has no answer yet
const owed = new Set(); // elements whose answer came while something was pressed
let renewed = -Infinity;

export function refresh(element) {
  const last = asks.get(element) ?? -Infinity;
  if (last === Infinity) return;
  asks.set(element, Infinity);
  const wait = Math.max(0, last + PACE - performance.now());
  setTimeout(ask, Math.ceil(wait + Math.random() * JITTER), element);
}

function ask(element) {
  asks.set(element, performance.now());
  if (element.matches("[data-follows]")) element.dispatchEvent(new CustomEvent("stale"));
}

export function refreshAll() {
  document.querySelectorAll("[data-follows]").forEach(refresh);
  if (!document.getElementById("wall")) return;
  globalThis.htmx.ajax("GET", `${location.pathname}/now`, { source: "#stream", target: "#wall", swap: "outerMorph" });
}

const asking = ({ type, target }) => {
  if (!target.matches?.("[data-follows]")) return;
  if (type === "htmx:before:request") underway.add(target);
  else underway.delete(target);
};

// A form is answered with what it changed. A copy that was asked for before may be older, and would undo that in sight.
function overtake({ detail: { ctx } }) {
  if (!ctx.request?.form) return;
  for (const element of underway) {
    if (!ctx.target.contains(element)) continue;
    element.dispatchEvent(new CustomEvent("htmx:abort"));
    refresh(element);
  }
}

// What comes by itself waits until nothing is pressed, and is asked for again.
function hold(event) {
  const { ctx } = event.detail;
  if (ctx.request?.form || !event.target.matches?.("[data-follows]") || !pressing()) return;
  event.preventDefault();
  owed.add(event.target);
  atRest(askAgain);
}

function askAgain() {
  owed.forEach(ask);
  owed.clear();
}

// The page's token is too old: take the one of a fresh copy of the page, touching nothing else.
export async function renew() {
  const page = await fetch(location.href);
  const copy = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("stream");
  if (!copy) return location.assign(page.url);
  const fresh = document.importNode(copy, true);
  const old = document.getElementById("stream");
  if (old) old.replaceWith(fresh);
  else document.body.append(fresh);
  globalThis.htmx.process(fresh);
}

function refused({ target, detail }) {
  const status = detail.status ?? detail.ctx?.response?.status;
  const due = performance.now() - renewed > CALM;
  if (target.id !== "stream" || ![401, 403].includes(status) || !due) return;
  renewed = performance.now();
  setTimeout(renew, Math.random() * 2000);
}

document.addEventListener("htmx:before:request", asking);
document.addEventListener("htmx:finally:request", asking);
document.addEventListener("htmx:before:swap", overtake);
document.addEventListener("htmx:before:swap", hold);
document.addEventListener("htmx:sse:error", refused);
document.addEventListener("htmx:response:error", refused);
// A newer page of the same person has taken the stream: this one lives on by what that one passes on, or by asking.
document.addEventListener("superseded", (event) => event.target.remove());
