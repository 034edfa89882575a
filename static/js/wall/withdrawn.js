// A key was withdrawn somewhere: each wall asks for its page anew, and one that is not admitted any more is shown the way in.
import { renew } from "../stream/refresh.js";

const count = () => document.getElementById("wall")?.dataset.withdrawn;
let known = count();

function look() {
  const now = count();
  if (now === known || now === undefined) return;
  known = now;
  renew().catch(() => (known = undefined)); // not reached: with the next state
}

document.addEventListener("htmx:after:swap", look);
