// What is fetched into a popover opens it: <a hx-get="…" hx-target="#person">, where <div id="person" popover>.
// [aria-current=step] is kept in sight in the list that scrolls around it.
let step = ""; // where the agenda was

function open({ detail }) {
  const panel = detail.ctx?.target;
  if (panel?.popover && !panel.matches(":popover-open")) panel.showPopover();
}

function follow() {
  const now = document.querySelector(".agenda > [aria-current=step]");
  if (!now || now.textContent === step) return;
  step = now.textContent;
  const list = now.parentElement;
  list.scrollTop = now.offsetTop - list.offsetTop - list.clientHeight / 3;
}

document.addEventListener("htmx:after:swap", open);
document.addEventListener("htmx:after:swap", follow);
follow();
