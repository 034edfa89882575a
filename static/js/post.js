// One attempt to send one text, or one ballot. A definite answer is returned; anything else is an error, to be tried again.
const PATIENCE = 4000;
const NOT_NOW = [408, 425, 429];

function token() {
  return document.querySelector("[name=csrf_token]")?.value ?? document.querySelector("meta[name=csrf]")?.content ?? "";
}

export async function post(action, { text, base, key, late, ballot }) {
  const body = new URLSearchParams(ballot ? text : { text, base, ...(late && { late: "yes" }) });
  body.set("key", key);
  body.set("csrf_token", token());
  const limit = new AbortController();
  const clock = setTimeout(() => limit.abort(), PATIENCE);
  const headers = ballot ? { "HX-Request": "true" } : { Accept: "application/json" };
  try {
    const answer = await fetch(action, { method: "POST", body, headers, redirect: "error", signal: limit.signal });
    return read(answer.status, await answer.text());
  } finally {
    clearTimeout(clock);
  }
}

// A captive portal answers 200 too: only a version, or the mark of a ballot received, is a receipt.
function read(status, text) {
  if (status >= 500 || NOT_NOW.includes(status)) throw new Error(status);
  if (status === 423) return { name: "closed", text };
  if (status >= 400) return { name: status === 409 && text.includes("data-keep") ? "conflict" : "refused", text };
  if (text.includes("data-receipt")) return { name: "saved", text };
  const { version, saved } = JSON.parse(text);
  if (!Number.isInteger(version)) throw new Error("not a receipt");
  return { name: "saved", version, saved };
}
