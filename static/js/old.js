// For browsers that cannot run our modules: what stands in <noscript> is shown, so that every form has its button. Written for
// the oldest of them.
window.addEventListener("load", function () {
  if (document.documentElement.hasAttribute("data-scripts")) return;
  var parts = document.getElementsByTagName("noscript");
  while (parts.length) {
    var shown = document.createElement("div");
    shown.innerHTML = parts[0].textContent;
    parts[0].parentNode.replaceChild(shown, parts[0]);
  }
});
