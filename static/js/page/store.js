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

// What was typed in a workshop that is gone.
export function forgetAll(ours) {
  const names = attempt(() => Object.keys(localStorage), () => []).filter((name) => name.startsWith(PREFIX));
  for (const id of [...names.map((name) => name.slice(PREFIX.length)), ...spare.keys()]) if (ours(id)) drop(id);
}

// Those of this person in this workshop, the longest waiting first.
export function waiting(person) {
  const names = attempt(() => Object.keys(localStorage), () => []).filter((name) => name.startsWith(PREFIX));
  const ids = new Set([...names.map((name) => name.slice(PREFIX.length)), ...spare.keys()]);
  const drafts = [...ids].filter((id) => id.startsWith(`${person} `)).map((id) => [id, read(id)]);
  return drafts.filter(([, draft]) => draft).sort(([, a], [, b]) => a.since - b.since);
}

export const person = () => document.body.dataset.who ?? "";

// Where a form is sent to: what is kept of it lies under the person and this.
export const path = (form) => new URL(form.getAttribute("action") ?? "", location.href).pathname;

export function random() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
