// Counts the characters of a text as a person does, and as the server does (toolkit/text.py): both must agree, so the
// rule is the server's and not that of Intl.Segmenter, which counts Hindi in other ways from one browser to the next.
const LINE_ENDS = /\r\n|[\r\v\f\x85\u2028\u2029]/g;
const UNSEEN = /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff\ufffe\uffff]/g;
const MANY_MARKS = /([\p{Mn}\p{Me}]{4})[\p{Mn}\p{Me}]+/gu;
const FLAGS = /[\u{1f1e6}-\u{1f1ff}]{2}/gu;
const JOINED = /\u200d\p{So}|[\p{M}\u200d\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]/gu; // part of the one before
const BLANK = /[\s\u200b-\u200d\u2060]/;
const POINTS = 11; // that the longest character is made of

export function characters(text) {
  const kept = stripped(text.replace(LINE_ENDS, "\n").replace(UNSEEN, "").normalize("NFC").replace(MANY_MARKS, "$1"));
  const alone = kept.replace(FLAGS, "⚑").replace(JOINED, "");
  return Math.max([...alone].length, Math.floor([...kept].length / POINTS));
}

function stripped(text) {
  let [start, end] = [0, text.length];
  while (start < end && BLANK.test(text[start])) start++;
  while (end > start && BLANK.test(text[end - 1])) end--;
  return text.slice(start, end);
}
