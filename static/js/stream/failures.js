// A form sent by htmx that gets no answer, or a broken one, says so in #notice: nothing else on the page would.
// The words are those of #connection[data-failed].
import { say } from "../page/say.js";

function failed({ detail: { ctx } }) {
  const place = document.getElementById("notice");
  if (!place || !ctx?.request?.form || ctx.response?.status < 500) return;
  const words = document.createElement("div");
  words.textContent = document.getElementById("connection")?.dataset.failed ?? "";
  const notice = Object.assign(document.createElement("div"), { className: "notice" });
  notice.dataset.tone = "warn";
  notice.append(words);
  place.replaceChildren(notice);
  say(words.textContent);
}

document.addEventListener("htmx:error", failed);
document.addEventListener("htmx:response:error", failed);
