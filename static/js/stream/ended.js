// A workshop that has been erased leaves one sentence on each of its screens, #connection[data-ended], and nothing of it on
// this device. The stream says so (`ended`), or any answer with status 410, or another page of the same workshop. While the
// console may undo that, a screen asks whether it was.
import { tidy } from "../outbox/album.js";
import { forgetAll } from "../page/store.js";

const GONE = 410;
const UNDO = 70000; // milliseconds: the minute, and the seconds after it
const ASK = 5000;
const channel = globalThis.BroadcastChannel ? new BroadcastChannel("ended") : null;
const code = location.pathname.split("/")[2]?.toUpperCase() ?? "";
const say = () => document.dispatchEvent(new CustomEvent("ended"));
let over = false;

const ours = (id) => id.includes(` /w/${code}/`);

function forget() {
  forgetAll(ours);
  tidy((id) => !ours(id));
}

function end() {
  const words = document.getElementById("connection")?.dataset.ended;
  if (over || !code || !words) return;
  over = true;
  channel?.postMessage(code);
  forget();
  const heading = Object.assign(document.createElement("h1"), { textContent: words, tabIndex: -1 });
  const page = Object.assign(document.createElement("main"), { className: "ended" });
  page.append(heading);
  document.body.replaceChildren(page);
  document.title = words;
  heading.focus();
  const asking = setInterval(comeBack, ASK);
  setTimeout(() => clearInterval(asking), UNDO);
}

async function comeBack() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) location.reload();
}

document.addEventListener("ended", end);
document.addEventListener("htmx:finally:request", ({ detail }) => detail.ctx?.response?.status === GONE && say());
channel?.addEventListener("message", ({ data }) => data === code && say());
if (document.querySelector("[data-erased]")) forget();
