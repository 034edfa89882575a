// One attempt to send one text, ballot or photo. A definite answer is returned; anything else is an error, to be tried again.
import { token } from "../page/token.js";
import { shrunk } from "./shrink.js";

const PATIENCE = 4000;
const LONGER = 30000; // for a photo
const NOT_NOW = [408, 425, 429];
const GONE = 410;

// What is handed in late says how many milliseconds ago it was begun: clocks differ, and how fast they go does not.
const lateness = ({ late, began }) => (late ? { late: "yes", ago: Math.round(Date.now() - began) } : {});

function filled({ text, more, base, ballot, ...sending }, photo) {
  if (!photo) return new URLSearchParams(ballot ? text : { ...more, text, base, ...lateness(sending) });
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...more, alt: text, ...lateness(sending) })) form.set(name, value);
  form.set("photo", photo, "photo");
  return form;
}

// `photo` is the id of the one to send; one that this device has lost has a definite answer too.
export async function post(action, sending, photo) {
  const file = photo && (await shrunk(photo));
  if (photo && !file) return { name: "refused", text: "" };
  const body = filled(sending, file);
  body.set("key", sending.key);
  body.set("csrf_token", token());
  const limit = new AbortController();
  const clock = setTimeout(() => limit.abort(), photo ? LONGER : PATIENCE);
  const headers = sending.ballot ? { "HX-Request": "true" } : { Accept: "application/json" };
  try {
    const answer = await fetch(action, { method: "POST", body, headers, redirect: "error", signal: limit.signal });
    return read(answer.status, await answer.text());
  } finally {
    clearTimeout(clock);
  }
}

// A captive portal answers 200 too: only a version, or the mark of a ballot received, is a receipt.
function read(status, text) {
  if (status === GONE) document.dispatchEvent(new CustomEvent("ended"));
  if (status >= 500 || status === GONE || NOT_NOW.includes(status)) throw new Error(status);
  if (status === 423) return { name: "closed", text };
  if (status >= 400) return { name: status === 409 && text.includes("data-keep") ? "conflict" : "refused", text };
  if (text.includes("data-receipt")) return { name: "saved", text };
  const { version, saved, offered } = JSON.parse(text);
  if (offered === true) return { name: "offered" };
  if (!Number.isInteger(version)) throw new Error("not a receipt");
  return { name: "saved", version, saved };
}
