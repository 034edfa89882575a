// When the room goes on, the phone shows the new step from its beginning, and the title of the page follows.
const read = () => document.getElementById("now")?.dataset ?? {};
let here = read().step;

function follow() {
  const { step, title } = read();
  if (!step || step === here) return;
  here = step;
  document.title = document.title.replace(/^.*?( – [^–]*)?$/, `${title}$1`);
  scrollTo({ top: 0 });
}

document.addEventListener("htmx:after:swap", follow);
