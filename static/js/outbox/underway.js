// Photos on their way are shown in #photos-waiting, made of template#photo-waiting, with what became of them.
import { get } from "./album.js";
import { person, waiting } from "../page/store.js";

const refusals = new Map(); // id -> the sentence

export const refused = (id, sentence) => refusals.set(id, sentence);

const view = (photo) =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = reader.onerror = () => resolve(reader.result ?? "");
    reader.readAsDataURL(photo);
  });

async function add(list, id, draft) {
  const shown = document.importNode(document.getElementById("photo-waiting").content, true).firstElementChild;
  shown.dataset.id = id;
  list.append(shown);
  shown.querySelector("img").alt = draft.text;
  const photo = await get(id);
  if (photo) shown.querySelector("img").src = await view(photo);
}

export function show() {
  const list = document.getElementById("photos-waiting");
  if (!list) return;
  const ours = ({ photo, action, more, closed }) =>
    photo && action === list.dataset.for && (more?.table ?? list.dataset.table) === list.dataset.table && !closed;
  const here = new Map(waiting(person()).filter(([, draft]) => ours(draft)));
  for (const shown of [...list.children]) if (!here.has(shown.dataset.id)) shown.remove();
  const known = new Set([...list.children].map((shown) => shown.dataset.id));
  for (const [id, draft] of here) if (!known.has(id)) add(list, id, draft);
  for (const shown of list.children) {
    const said = refusals.get(shown.dataset.id);
    const leaves = here.get(shown.dataset.id)?.saves;
    const place = shown.querySelector("[data-said]");
    if (said) place.innerHTML = said;
    else place.textContent = leaves ? place.dataset.waiting : place.dataset.look;
    shown.querySelector("[data-leave]").hidden = !!leaves;
    shown.querySelector(".saved").dataset.state = said ? "refused" : "unsent";
  }
}
