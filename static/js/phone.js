// What a phone does by itself, and each page that is neither the console's, nor a wall, nor paper. Each module is
// independent and does nothing on a page without its elements; who hears the same event first stands first.
//
// page/: what any page does, and what the other folders rest on.
// stream/: how fresh content reaches a page that follows the room, and what it says when none does.
// outbox/: what people write, tap and photograph stays on this device until the server has it.
// phone/: what only a participant's page has.
import "./page/lines.js";
import "./page/lengths.js";
import "./page/typing.js";
import "./stream/health.js";
import "./stream/followers.js";
import "./stream/share.js";
import "./page/timer.js";
import "./page/spoken.js";
import "./page/refusals.js";
import "./outbox/drafts.js";
import "./outbox/autosave.js";
import "./outbox/queue.js";
import "./outbox/queued.js";
import "./outbox/conflicts.js";
import "./phone/moving_on.js";
import "./phone/taps.js";
import "./phone/blank.js";
import "./phone/pointing.js";
import "./outbox/ballots.js";
import "./outbox/late.js";
import "./outbox/photos.js";
import "./outbox/status.js";
import "./phone/writing.js";
import "./page/once.js";
import "./stream/ended.js";
import "./stream/failures.js";
import "./page/focus.js";
import "./page/complete.js";
import "./phone/tested.js";
import "./phone/leave.js";
import "./phone/comfort.js";

document.documentElement.dataset.scripts = ""; // they run: pages may say what happens by itself
