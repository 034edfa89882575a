// While a finger or a mouse presses, nothing comes, goes or moves: what is pressed must still be there as it is let go.
const GAP = 50; // milliseconds, at most, between the end of a touch and its click
const waiting = new Set();
let held = false;

export const pressing = () => held;

// Do something now, or once what is pressed has been let go.
export function atRest(act) {
  if (held) waiting.add(act);
  else act();
}

function rest() {
  if (held) return;
  const acts = [...waiting];
  waiting.clear();
  acts.forEach((act) => act());
}

// A press for a menu is not waited for, and one that becomes a drag or leaves the window may never end.
function press({ type, button, ctrlKey }) {
  held = type === "pointerdown" && !button && !ctrlKey;
  if (!held) setTimeout(rest, GAP);
}

for (const name of ["pointerdown", "pointerup", "pointercancel", "contextmenu", "dragend"]) addEventListener(name, press, true);
addEventListener("blur", press); // of the window: that of a field does not come up here
