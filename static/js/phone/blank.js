// A ballot is blank or it chooses: choosing anything unticks [name=blank], and ticking that takes the choices away. They
// are back when it is unticked again by hand.
import { choices, choose } from "../outbox/choices.js";

const BLANK = "blank";
const before = new WeakMap(); // form -> what was chosen in it before it was blank

const chosen = ([name, value]) => name !== BLANK && !["", "0"].includes(value);
const chooses = (text) => [...new URLSearchParams(text)].some(chosen);

// Choices that are put back by a script come here too, the blank one last: it is left as it was.
function typed({ target: { form, name } }) {
  const blank = form?.matches("[data-ballot]") && form.elements.namedItem(BLANK);
  if (blank && name !== BLANK && chooses(choices(form))) blank.checked = false;
}

function ticked({ target: field }) {
  const { form, name, value } = field;
  if (name !== BLANK || !form?.matches("[data-ballot]")) return;
  if (field.checked) {
    const given = new URLSearchParams(choices(form));
    given.delete(BLANK);
    before.set(form, given.toString());
    choose(form, `${BLANK}=${value}`);
  } else if (!chooses(choices(form))) choose(form, before.get(form) ?? "");
}

document.addEventListener("input", typed);
document.addEventListener("change", ticked);
