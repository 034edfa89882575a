// One attempt to send one text. A definite answer is returned; anything else is an error, to be tried again.
const PATIENCE = 4000;
const NOT_NOW = [408, 425, 429];

function token() {
  return document.querySelector("[name=csrf_token]")?.value ?? document.querySelector("meta[name=csrf]")?.content ?? "";
}

export async function post(action, { text, base, key, late }) {
  const body = new URLSearchParams({ text, base, key, csrf_token: token(), ...(late && { late: "yes" }) });
  const limit = new AbortController();
  const clock = setTimeout(() => limit.abort(), PATIENCE);
  const headers = { Accept: "application/json" };
  try {
    const answer = await fetch(action, { method: "POST", body, headers, redirect: "error", signal: limit.signal });
    return read(answer.status, await answer.text());
  } finally {
    clearTimeout(clock);
  }
}

// A captive portal answers 200 too: only a version is a receipt.
function read(status, text) {
  if (status >= 500 || NOT_NOW.includes(status)) throw new Error(status);
  if (status === 423) return { name: "closed", text };
  if (status >= 400) return { name: status === 409 && text.includes("data-keep") ? "conflict" : "refused", text };
  const { version, saved } = JSON.parse(text);
  if (!Number.isInteger(version)) throw new Error("not a receipt");
  return { name: "saved", version, saved };
}
