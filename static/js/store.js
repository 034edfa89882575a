// What is typed stays on this device until the server has it. One item a field, so that two tabs do not clash.
const PREFIX = "draft:";
const spare = new Map(); // where the browser grants no storage, or no more

export function keep(id, draft) {
  try {
    localStorage.setItem(PREFIX + id, JSON.stringify(draft));
    spare.delete(id);
  } catch {
    spare.set(id, draft);
  }
}

export function read(id) {
  try {
    return spare.get(id) ?? JSON.parse(localStorage.getItem(PREFIX + id));
  } catch {
    return null;
  }
}

export function drop(id) {
  spare.delete(id);
  try {
    localStorage.removeItem(PREFIX + id);
  } catch {
    // nothing was kept there
  }
}

// Whoever leaves, leaves nothing typed on this device.
export function forget() {
  spare.clear();
  try {
    localStorage.clear();
  } catch {
    // nothing was kept there
  }
}

// Those of this person in this workshop, the longest waiting first.
export function waiting(person) {
  let names = [];
  try {
    names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  } catch {
    // only the spare ones
  }
  const ids = new Set([...names.map((name) => name.slice(PREFIX.length)), ...spare.keys()]);
  const drafts = [...ids].filter((id) => id.startsWith(`${person} `)).map((id) => [id, read(id)]);
  return drafts.filter(([, draft]) => draft).sort(([, a], [, b]) => a.since - b.since);
}

export const person = () => document.body.dataset.who ?? "";

export function random() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
