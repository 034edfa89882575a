// What a wall does by itself: nobody types there, and whoever leads it may use the keyboard.
//
// wall/: what a screen that is read from afar needs.
import "./stream/health.js";
import "./page/timer.js";
import "./stream/ended.js";
import "./page/keys.js";
import "./wall/leaves.js";
import "./wall/withdrawn.js";
