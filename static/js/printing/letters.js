// Characters that no font has are drawn as the box of one that nobody has: found by drawing both. A browser that writes
// the number of a character into its box says so on the page by itself.
const [SIDE, MOST] = [32, 500]; // pixels, characters looked at
const NOBODYS = "\u{10FFFD}";
const SURELY = /[\p{Cc}\p{Cf}\p{M}\p{Z}\u0000-\u024F]/u;

function drawer(family) {
  const pen = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE }).getContext("2d", { willReadFrequently: true });
  return (character) => {
    pen.clearRect(0, 0, SIDE, SIDE);
    pen.font = `${SIDE / 2}px ${family}`;
    pen.fillText(character, 2, SIDE * 0.7);
    return pen.getImageData(0, 0, SIDE, SIDE).data.join();
  };
}

// Each of them once, with the element where it first stands; `styled` has the fonts.
export function lacking(root, styled = root) {
  const found = new Map();
  for (const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT); walker.nextNode(); ) {
    for (const one of walker.currentNode.data) {
      if (!SURELY.test(one) && !found.has(one) && found.size < MOST) found.set(one, walker.currentNode.parentElement);
    }
  }
  const draw = drawer(getComputedStyle(styled).fontFamily);
  const box = found.size ? draw(NOBODYS) : "";
  return [...found].filter(([one]) => draw(one) === box);
}

export const code = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
