// What the console does by itself: the desk that leads a workshop, and where workshops and decks are made.
//
// decks/: where a deck is written, and where one is brought in. planning/: where an agenda is written.
import "./page/lengths.js";
import "./page/typing.js";
import "./stream/health.js";
import "./stream/followers.js";
import "./stream/share.js";
import "./page/timer.js";
import "./page/spoken.js";
import "./page/refusals.js";
import "./outbox/drafts.js"; // what a form sent by htmx held is the server's, and may be replaced
import "./phone/spread.js"; // a ballot on paper is entered here as it is cast there
import "./page/once.js";
import "./stream/ended.js";
import "./stream/failures.js";
import "./page/focus.js";
import "./page/keys.js";
import "./page/panels.js";
import "./decks/studio.js";
import "./decks/atonce.js";
import "./planning/dragging.js";
import "./planning/steps.js";
