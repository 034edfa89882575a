// What is chosen in a form, as text that can be kept, and put back into it.
const OURS = ["csrf_token", "key"];
const ticked = (field) => ["radio", "checkbox"].includes(field.type);

export function choices(form) {
  const content = new FormData(form);
  for (const name of OURS) content.delete(name);
  return new URLSearchParams(content).toString();
}

export function choose(form, text) {
  const given = new URLSearchParams(text);
  for (const field of form.elements) {
    if (!field.name || OURS.includes(field.name)) continue;
    if (ticked(field)) field.checked = given.getAll(field.name).includes(field.value);
    else field.value = given.get(field.name) ?? (field.type === "number" ? "0" : "");
    field.dispatchEvent(new Event("input", { bubbles: true })); // a counter beside it counts again
  }
}
