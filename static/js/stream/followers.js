// What to fetch again. The stream brings <div id="pulse" data-now="17" data-table-3="4">; an element with
// data-follows="now table-3" shows one version of each (data-version="17 4") and hears `stale` when they move on.
// What stands inside another that has moved comes with it.
import { refresh } from "./refresh.js";

const asked = new WeakMap(); // element -> the versions it has asked for

const followers = () => document.querySelectorAll("[data-follows]");
const pulse = () => document.querySelector("#pulse[data-now]");

function versions(element, from) {
  const names = element.dataset.follows.split(" ");
  return names.map((name) => from.getAttribute(`data-${name}`) ?? "0").join(" ");
}

function compare() {
  const from = pulse();
  if (!from) return;
  const moved = new Set();
  for (const element of followers()) {
    const wanted = versions(element, from);
    if (wanted === element.dataset.version || wanted === asked.get(element)) continue;
    moved.add(element);
    asked.set(element, wanted);
    if (!moved.has(element.parentElement.closest("[data-follows]"))) refresh(element);
  }
}

// A page that came with its own pulse shows exactly that.
function begin() {
  const from = pulse();
  if (from) for (const element of followers()) asked.set(element, element.dataset.version ?? versions(element, from));
}

// Asked in vain: the next heartbeat asks again.
const forget = (event) => asked.delete(event.target);

begin();
for (const name of ["htmx:sse:after:message", "shared"]) document.addEventListener(name, compare);
document.addEventListener("htmx:error", forget);
document.addEventListener("htmx:response:error", forget);
