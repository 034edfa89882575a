// What a field holds, and what the server has of it: the two differ while something is unsent.
const TEXT = "textarea, select, input:not([type]), input:is([type=text], [type=search], [type=number], [type=email])";

export const writable = (element) => element.matches?.(TEXT) ?? false;

export const kept = (field) => (field.options ? chosen(field) : field.defaultValue);

export const unsent = (field) => field.value !== kept(field);

function chosen(select) {
  const options = [...select.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
}

// The server has `text` now.
export function acknowledge(field, text) {
  if (!field.options) field.defaultValue = text;
  else for (const option of field.options) option.defaultSelected = option.value === text;
}
