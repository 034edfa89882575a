// What is typed stays on this device until the server has it. One item a field, so that two tabs do not clash.
// Each change is told to the page as `drafts`, so that what it says of them is never older than they are.
const PREFIX = "draft:";
const spare = new Map(); // where the browser grants no storage, or no more
const tell = () => document.dispatchEvent(new CustomEvent("drafts"));

export function attempt(act, otherwise = () => null) {
  try {
    return act();
  } catch {
    return otherwise();
  }
}

export function keep(id, draft) {
  const store = () => (localStorage.setItem(PREFIX + id, JSON.stringify(draft)), spare.delete(id));
  attempt(store, () => spare.set(id, draft));
  tell();
}

export const read = (id) => spare.get(id) ?? attempt(() => JSON.parse(localStorage.getItem(PREFIX + id)));

export function drop(id) {
  spare.delete(id);
  attempt(() => localStorage.removeItem(PREFIX + id));
  tell();
}

// Whoever leaves, leaves nothing typed on this device.
export function forget() {
  spare.clear();
  attempt(() => localStorage.clear());
  tell();
}

// The ids of all drafts on this device.
function ids() {
  const names = attempt(() => Object.keys(localStorage), () => []).filter((name) => name.startsWith(PREFIX));
  return [...new Set([...names.map((name) => name.slice(PREFIX.length)), ...spare.keys()])];
}

// What was typed in a workshop that is gone.
export function forgetAll(ours) {
  for (const id of ids()) if (ours(id)) drop(id);
}

// Those of this person in this workshop, the longest waiting first.
export function waiting(person) {
  const whose = [person, ...before()].map((who) => `${who} `);
  const drafts = ids().filter((id) => whose.some((who) => id.startsWith(who))).map((id) => [id, read(id)]);
  return drafts.filter(([, draft]) => draft).sort(([, a], [, b]) => a.since - b.since);
}

export const person = () => document.body.dataset.who ?? "";
const before = () => document.body.dataset.was?.split(" ") ?? [];

// Whoever had joined twice is one person by now: what they typed as the other is theirs. A photo stays under its name.
for (const who of before())
  for (const id of ids().filter((one) => one.startsWith(`${who} `))) {
    const [draft, own] = [read(id), id.replace(who, person())];
    if (draft && !draft.photo && !read(own)) keep(own, draft), drop(id);
  }

// The table that a form was drawn for goes with what is written in it, which belongs to no other.
export const tableOf = (form) => form.elements.namedItem("table")?.value;
export const withTable = (table) => (table ? { table } : undefined);

// Where a form is sent to: what is kept of it lies under the person and this.
export const path = (form) => new URL(form.getAttribute("action") ?? "", location.href).pathname;

export function random() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
