// The facilitator's keyboard: data-key="ArrowRight Space" on a button or link is a shortcut for a click on it.
// [data-keys-switch] turns all of them off and on; the choice stays on this device.
const TYPING = "input, textarea, select, [contenteditable]";
const OWN = { " ": "button, a, summary, input", Enter: "button, a, summary, input" }; // what these press already

function enabled() {
  try {
    return localStorage.getItem("keys") !== "off";
  } catch {
    return true;
  }
}

function remember(on) {
  try {
    localStorage.setItem("keys", on ? "on" : "off");
  } catch {
    // it holds until the page is left
  }
  show(on);
}

function show(on = enabled()) {
  for (const element of document.querySelectorAll("[data-keys-switch]")) element.setAttribute("aria-pressed", on);
}

function meant(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return null;
  if (event.target.closest?.(TYPING) || event.target.closest?.(OWN[event.key] ?? ":not(*)")) return null;
  const name = event.key === " " ? "Space" : event.key;
  const named = [...document.querySelectorAll("[data-key]")].filter((e) => e.dataset.key.split(" ").includes(name));
  return named.find((element) => !element.disabled && element.getClientRects().length);
}

function pressed(event) {
  const element = enabled() && meant(event);
  if (!element) return;
  event.preventDefault();
  element.click();
}

function clicked({ target }) {
  if (target.closest?.("[data-keys-switch]")) remember(!enabled());
  if (!target.closest?.("[data-fullscreen]")) return;
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

document.addEventListener("keydown", pressed);
document.addEventListener("click", clicked);
document.addEventListener("htmx:after:swap", () => show());
show();
