// Who else is writing in a field: a small hint beside it, never a lock. This phone says so for its own person too.
// The pulse brings data-pens="12:whom 15:needs"; .sheet[data-people] has the names, [data-writing-for] shows them.
import { person } from "../page/store.js";

const AGAIN = 8000; // milliseconds between two signs that somebody goes on writing
let said = -Infinity;

const ours = (field) => field.matches?.("[data-draft]") && field.form?.matches("[data-autosave]");
const codeOf = (form) => decodeURIComponent(new URL(form.action).pathname.split("/").pop());

function say(field, more = {}) {
  const token = field.form.elements.namedItem("csrf_token")?.value ?? "";
  const body = new URLSearchParams({ csrf_token: token, ...more });
  fetch(`${field.form.action}/writing`, { method: "POST", body, keepalive: true }).catch(() => {});
}

function writes({ type, target: field }) {
  if (!ours(field) || (type === "input" && performance.now() - said < AGAIN)) return;
  said = performance.now();
  say(field);
}

function stops({ target: field }) {
  if (ours(field)) say(field, { left: "yes" });
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
