// Where a card is written: the proof follows the field being written, a text of an audience goes back to the general
// one, and leaving with something unsaved is asked about.
const form = () => document.getElementById("card-form");
let touched = false;

function follow({ target }) {
  const { lookLanguage, lookVariant } = target.dataset ?? {};
  const fields = target.form?.elements;
  if (!lookLanguage || target.form !== form()) return;
  const [language, variant] = [fields.namedItem("look.language"), fields.namedItem("look.variant")];
  if (language.value === lookLanguage && (variant?.value ?? "") === lookVariant) return;
  language.value = lookLanguage;
  if (variant) variant.value = lookVariant;
  target.form.dispatchEvent(new Event("input"));
}

function reset({ target }) {
  const id = target.closest?.("[data-reset]")?.dataset.reset;
  if (!id) return;
  const field = document.getElementById(id);
  field.value = "";
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function typed({ target }) {
  if (target.name && target.form?.matches("[data-guard]") && !target.name.startsWith("look.")) touched = true;
}

document.addEventListener("focusin", follow);
document.addEventListener("click", reset);
document.addEventListener("input", typed);
document.addEventListener("submit", () => (touched = false));
addEventListener("beforeunload", (event) => touched && event.preventDefault());
