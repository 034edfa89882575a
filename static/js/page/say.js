// What a page says aloud goes into #announcements, the one polite region that it has: one short sentence after the other,
// none twice in a row.
const TURN = 1500; // milliseconds that a sentence stands there before the next
const SAME = 10000; // milliseconds in which the same sentence is no news
const queue = [];
let last = { text: "", at: -Infinity };
let busy = false;

export function say(sentence) {
  const text = sentence?.trim().replace(/\s+/g, " ");
  const known = text === last.text && performance.now() - last.at < SAME;
  if (!text || known || queue.includes(text) || !document.getElementById("announcements")) return;
  queue.push(text);
  if (!busy) next();
}

function next() {
  const [text, place] = [queue.shift(), document.getElementById("announcements")];
  busy = Boolean(text && place); // a page that has ended has no such place any more
  if (!busy) return;
  last = { text, at: performance.now() };
  place.textContent = text;
  setTimeout(next, TURN);
}
