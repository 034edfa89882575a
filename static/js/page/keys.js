// The facilitator's keyboard: data-key="ArrowRight t" on a button or link is a shortcut for a click on it. Never Enter or
// Space, which press buttons; and none in the moment after a press, which may be one more of the same.
// They work in a popover that is closed too.
// The box [data-keys-off] switches all of them off; the choice stays on this device. F fills the screen, on pages with
// [data-fullscreen]. Escape closes what the browser opened, and only then what has it as a shortcut.
const TYPING = "input, textarea, select, [contenteditable]";
const MOMENT = 1000; // milliseconds
let last = -Infinity; // press of a button, by hand
let before = { key: "", mark: "", at: -Infinity }; // what a key pressed: pressed again at once, it does nothing else

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
    // then they stay on
  }
}

function show() {
  for (const box of document.querySelectorAll("[data-keys-off]")) box.checked = !enabled();
}

const mark = ({ id, form }) => `${id} ${form?.elements.going?.value}`;
const another = ({ key, timeStamp }, one) => key === before.key && mark(one) !== before.mark && timeStamp - before.at < MOMENT;
const busy = (key) => key === "Escape" && document.querySelector(":popover-open");

const reachable = (element) => element.getClientRects().length || element.closest("[popover]");

function meant(event) {
  if (busy(event.key) || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return null;
  if (event.target.closest?.(TYPING) || event.timeStamp - last < MOMENT) return null;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key; // capitals count too
  if (name === "f" && document.querySelector("[data-fullscreen]")) return { click: fill };
  const named = [...document.querySelectorAll("[data-key]")].filter((e) => e.dataset.key.split(" ").includes(name));
  return named.find((element) => !element.disabled && reachable(element) && !another(event, element));
}

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

function pressed(event) {
  const element = enabled() && meant(event);
  if (!element) return;
  event.preventDefault();
  before = { key: event.key, mark: mark(element), at: event.timeStamp };
  element.click();
}

function press({ isTrusted, target, timeStamp }) {
  if (isTrusted && target.closest?.("button, a, summary")) last = timeStamp;
}

function changed({ target }) {
  if (target.matches?.("[data-keys-off]")) remember(!target.checked);
}

document.addEventListener("click", press, true);
document.addEventListener("keydown", pressed);
document.addEventListener("change", changed);
document.addEventListener("htmx:after:swap", show);
show();
