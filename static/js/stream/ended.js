// A workshop that has been erased leaves one sentence on each of its screens, #connection[data-ended], and nothing of it on
// this device. The stream says so (`ended`), or any answer with status 410, or another page of the same workshop.
import { tidy } from "../outbox/album.js";
import { forgetAll } from "../page/store.js";

const GONE = 410;
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
}

document.addEventListener("ended", end);
document.addEventListener("htmx:finally:request", ({ detail }) => detail.ctx?.response?.status === GONE && say());
channel?.addEventListener("message", ({ data }) => data === code && say());
if (document.querySelector("[data-erased]")) forget();
