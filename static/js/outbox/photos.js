// A photo chosen in form[data-photos] is kept on this device at once, looked at, and sent by the outbox once [data-leave] is pressed.
import { empty, put, remove, tidy } from "./album.js";
import { tooLong } from "../page/lengths.js";
import { hasten } from "./outbox.js";
import { say } from "../page/say.js";
import { drop, keep, path, person, random, read, tableOf, withTable } from "../page/store.js";
import { refused, show } from "./underway.js";

async function choose(form) {
  const { photo: input, alt } = form.elements;
  const file = input.files[0];
  if (!file || tooLong(alt)) return;
  const id = `${person()} ${path(form)}#${random()}`;
  await put(id, file);
  const more = withTable(tableOf(form));
  keep(id, { action: path(form), more, photo: true, saves: false, text: alt.value, base: "0", since: Date.now() });
  input.value = "";
  form.closest("details").open = false;
  show();
  document.querySelector(`#photos-waiting [data-id="${id}"] [data-leave]`)?.focus();
}

function settled({ type, detail: { id, text } }) {
  if (type === "outbox:refused") refused(id, text);
  if (type === "outbox:saved" && id.includes("/photos#")) {
    remove(id);
    say(document.getElementById("photos-waiting")?.dataset.arrived);
    document.querySelector("[data-follows]")?.dispatchEvent(new CustomEvent("stale"));
  }
  show();
}

function clicked({ target }) {
  const id = target.closest?.("[data-throw], [data-leave]")?.closest("[data-id]").dataset.id;
  if (!id) return;
  if (target.closest("[data-leave]")) return go(id);
  drop(id);
  remove(id);
  show();
}

function go(id) {
  keep(id, { ...read(id), saves: true });
  show();
  hasten(id);
}

document.addEventListener("change", ({ target }) => target.form?.matches("[data-photos]") && choose(target.form));
document.addEventListener("submit", (event) => "photos" in event.target.dataset && (event.preventDefault(), choose(event.target)));
document.addEventListener("submit", ({ target }) => "forget" in target.dataset && empty());
document.addEventListener("click", clicked);
for (const name of ["saved", "refused", "late", "closed"]) document.addEventListener(`outbox:${name}`, settled);
for (const name of ["DOMContentLoaded", "htmx:after:swap"]) document.addEventListener(name, show);
document.addEventListener("DOMContentLoaded", () => tidy((id) => read(id) || !id.startsWith(`${person()} `)));
