// Why a form was refused is said beside the button that sent it, aloud too: the field that it has, or the button, is described
// by it and has the focus again. It stays through fresh content until the same is sent once more.
import { writable } from "./fields.js";
import { say } from "./say.js";

const refusals = new Map(); // id of the button -> what the server said

const one = (form) => {
  const shown = [...form.elements].filter((field) => writable(field) && field.type !== "hidden");
  return shown.length === 1 ? shown[0] : null;
};

export function refuse(button, text) {
  const form = button.form;
  clear(form);
  const said = new DOMParser().parseFromString(text, "text/html").body.textContent.trim();
  const place = Object.assign(document.createElement("p"), { className: "error refusal", id: `${form.id || button.id}-refusal` });
  place.textContent = said;
  button.after(place);
  const field = one(form) ?? button;
  field.setAttribute("aria-errormessage", place.id);
  if (field !== button) field.setAttribute("aria-invalid", "true");
  return { field, said };
}

function clear(form) {
  form.querySelector(".refusal")?.remove();
  for (const field of form.elements) {
    if (!field.hasAttribute("aria-errormessage")) continue;
    field.removeAttribute("aria-errormessage");
    field.removeAttribute("aria-invalid");
  }
}

function answered({ detail: { ctx } }) {
  const { form, submitter } = ctx.request;
  const button = submitter ?? form?.querySelector("[type=submit]");
  if (!form?.closest("#now") || !button?.id) return;
  refusals.delete(button.id);
  clear(form);
  if (!(ctx.response.status >= 400 && ctx.response.status < 500) || ctx.hx.redirect) return;
  ctx.hx.reswap = "none";
  delete ctx.hx.retarget;
  refusals.set(button.id, ctx.text);
  const { field, said } = refuse(button, ctx.text);
  field.focus();
  say(said);
}

function putBack() {
  for (const [id, text] of refusals) {
    const button = document.getElementById(id);
    if (!button?.form) refusals.delete(id);
    else if (!button.form.querySelector(".refusal")) refuse(button, text);
  }
}

document.addEventListener("htmx:after:request", answered);
document.addEventListener("htmx:after:swap", putBack);
