// What a page for paper does by itself while it is still on a screen.
//
// printing/: how what is printed from the browser fits its pages. sheets.js, for the cards, is loaded by its own page.
import "./page/once.js";
import "./page/focus.js";
import "./printing/papers.js";
