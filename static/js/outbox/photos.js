// A photo chosen in form[data-photos] is kept on this device at once, then sent by the outbox like everything else.
import { empty, put, remove, tidy } from "./album.js";
import { tooLong } from "../page/lengths.js";
import { hasten } from "./outbox.js";
import { drop, keep, path, person, random, read } from "../page/store.js";
import { refused, show } from "./underway.js";

async function choose(form) {
  const { photo: input, alt } = form.elements;
  const file = input.files[0];
  if (!file || tooLong(alt)) return;
  const id = `${person()} ${path(form)}#${random()}`;
  await put(id, file);
  keep(id, { action: path(form), photo: true, saves: true, text: alt.value, base: "0", since: Date.now() });
  input.value = "";
  form.closest("details").open = false;
  show();
  hasten(id);
}

function settled({ type, detail: { id, text } }) {
  if (type === "outbox:refused") refused(id, text);
  if (type === "outbox:saved" && id.includes("/photos#")) {
    remove(id);
    document.querySelector("[data-follows]")?.dispatchEvent(new CustomEvent("stale"));
  }
  show();
}

function clicked({ target }) {
  const id = target.closest?.("[data-throw]")?.closest("[data-id]").dataset.id;
  if (!id) return;
  drop(id);
  remove(id);
  show();
}

document.addEventListener("change", ({ target }) => target.form?.matches("[data-photos]") && choose(target.form));
document.addEventListener("submit", (event) => "photos" in event.target.dataset && (event.preventDefault(), choose(event.target)));
document.addEventListener("submit", ({ target }) => "forget" in target.dataset && empty());
document.addEventListener("click", clicked);
for (const name of ["saved", "refused", "late", "closed"]) document.addEventListener(`outbox:${name}`, settled);
for (const name of ["DOMContentLoaded", "htmx:after:swap"]) document.addEventListener(name, show);
document.addEventListener("DOMContentLoaded", () => tidy((id) => read(id) || !id.startsWith(`${person()} `)));
