// Who else is writing in a field: a small hint beside it, never a lock. This phone says so for its own person too.
// The pulse brings data-pens="12:whom 15:needs"; .sheet[data-people] has the names, [data-writing-for] shows them.
import { savesItself } from "../outbox/drafts.js";
import { path, person } from "../page/store.js";
import { token } from "../page/token.js";

const AGAIN = 8000; // milliseconds between two signs that somebody goes on writing
let said = -Infinity;

const codeOf = (form) => decodeURIComponent(path(form).split("/").pop());

function say(field, more = {}) {
  const body = new URLSearchParams({ csrf_token: token(), ...more });
  fetch(`${path(field.form)}/writing`, { method: "POST", body, keepalive: true }).catch(() => {});
}

function writes({ type, target: field }) {
  if (!savesItself(field) || (type === "input" && performance.now() - said < AGAIN)) return;
  said = performance.now();
  say(field);
}

function stops({ target: field }) {
  if (savesItself(field)) say(field, { left: "yes" });
}

function writers(code) {
  const pens = document.getElementById("pulse")?.dataset.pens?.split(" ") ?? [];
  const [people] = [...document.querySelectorAll(".sheet[data-people]")].map((sheet) => JSON.parse(sheet.dataset.people));
  const others = pens.map((pen) => pen.split(":")).filter(([who, field]) => field === code && who !== person());
  return others.map(([who]) => people?.[who]).filter(Boolean);
}

function show() {
  for (const hint of document.querySelectorAll("[data-writing-for]")) {
    const names = writers(codeOf(hint.closest("form")));
    hint.textContent = names.length ? hint.dataset.words.replace("{name}", names.join(", ")) : "";
    hint.hidden = !names.length;
  }
}

document.addEventListener("focusin", writes);
document.addEventListener("input", writes);
document.addEventListener("focusout", stops);
for (const name of ["htmx:sse:after:message", "htmx:after:swap"]) document.addEventListener(name, show);
