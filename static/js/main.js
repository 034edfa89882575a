// Everything a page does by itself. Each module is independent and does nothing on a page without its elements.
import "./typing.js";
import "./stream.js";
import "./pulse.js";
import "./timer.js";
import "./drafts.js";
import "./autosave.js";
import "./conflicts.js";
import "./late.js";
import "./status.js";
import "./writing.js";
import "./once.js";
import "./failures.js";
import "./keys.js";
import "./tested.js";
import "./leave.js";
import "./studio.js";
import "./atonce.js";
