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

function press({ type }) {
  held = type === "pointerdown";
  if (!held) setTimeout(rest, GAP);
}

for (const name of ["pointerdown", "pointerup", "pointercancel"]) addEventListener(name, press, true);
