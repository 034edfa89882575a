// Sends drafts one after the other until each has a definite answer. A lost answer is asked for again with the same
// key, so nothing is done twice. Tells the page: outbox:saved, :late, :conflict, :refused, :closed (the step was), :offered.
import { post } from "./post.js";
import { drop, keep, person, random, read, waiting } from "../page/store.js";

const PAUSE = 800; // milliseconds without a keystroke
const RETRY = [500, 5000]; // the first, and the longest
const typed = new Map(); // id -> when its last keystroke was
const stopped = new Map(); // id -> why: the person must look at it first
const busy = new Set();
const timers = new Map();
let failures = 0;

const tell = (name, id, detail) => document.dispatchEvent(new CustomEvent(`outbox:${name}`, { detail: { id, ...detail } }));
const idle = (id) => performance.now() - (typed.get(id) ?? -Infinity) >= PAUSE - 20;
const ready = ([id, draft]) => draft.saves && !draft.closed && !stopped.has(id) && (draft.sending || (!draft.long && idle(id)));
const due = (photos) => waiting(person()).find((one) => !!one[1].photo === photos && ready(one));
const delay = () => Math.min(RETRY[0] * 2 ** failures++, RETRY[1]) * (0.5 + Math.random());

export const reason = (id) => stopped.get(id); // why a text waits for the person

export function later(id) {
  if (["refused", "closed", "offered"].includes(stopped.get(id))) stopped.delete(id);
  typed.set(id, performance.now());
  setTimeout(flush, PAUSE);
}

export function hasten(id) {
  typed.delete(id);
  flush();
}

export function resume(id) {
  stopped.delete(id);
  hasten(id);
}

// Texts, and photos, which take longer: neither waits for the other.
export const flush = () => [false, true].forEach(empty);

async function empty(photos) {
  if (busy.has(photos)) return;
  busy.add(photos);
  clearTimeout(timers.get(photos));
  for (let next = due(photos); next; next = due(photos)) if (!(await send(...next))) break;
  busy.delete(photos);
  if (due(photos)) timers.set(photos, setTimeout(empty, delay(), photos));
}

async function send(id, draft) {
  const { text, more, base, late, ballot } = draft;
  const sending = draft.sending ?? { text, more, base, key: random(), late, ballot, began: draft.began ?? draft.since };
  keep(id, { ...draft, sending });
  const answer = await post(draft.action, sending, draft.photo && id).catch(() => null);
  if (!answer) return tell("late", id) && false;
  failures = 0;
  const now = read(id) ?? {};
  const newer = now.text !== sending.text; // what was refused has been mended meanwhile: it goes next
  if (answer.name !== "saved" && !(newer && answer.name === "refused")) stopped.set(id, answer.name);
  if (answer.name === "saved" && !newer) drop(id);
  else keep(id, { ...now, base: String(answer.version ?? now.base), sending: undefined, ...ended(answer.name, sending.text) });
  return tell(answer.name, id, { ...answer, sent: sending.text });
}

// Its step was closed; a text that the facilitator has been offered is here only to say so.
const ended = (name, text) => ({ closed: ["closed", "offered"].includes(name), offered: name === "offered" ? text : undefined });

for (const name of ["online", "pageshow"]) addEventListener(name, flush);
for (const name of ["visibilitychange", "htmx:sse:after:connection"]) document.addEventListener(name, flush);
