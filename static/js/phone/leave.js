// Leaving empties what this device kept for the workshop; on plain http no header can ask for that. The page asks for
// nothing any more: an answer that shows the way back in would come before the page that follows.
document.addEventListener("submit", ({ target }) => {
  if (!("forget" in target.dataset)) return;
  localStorage.clear();
  for (const element of document.querySelectorAll("[data-follows]")) element.removeAttribute("data-follows");
});
