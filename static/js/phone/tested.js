// The pre-flight test: a phone that has loaded its page and received an event says so, once.
import { token } from "../page/token.js";

let told = false;

function tell() {
  const address = document.querySelector("[data-test]")?.dataset.test;
  if (told || !address || !token()) return;
  told = true;
  fetch(address, { method: "POST", keepalive: true, body: new URLSearchParams({ csrf_token: token() }) }).catch(() => { told = false; });
}

document.addEventListener("htmx:sse:after:message", tell);
