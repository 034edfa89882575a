// Leaving empties what this device kept for the workshop; on plain http no header can ask for that.
document.addEventListener("submit", ({ target }) => {
  if ("forget" in target.dataset) localStorage.clear();
});
