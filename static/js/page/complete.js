// A code goes by itself once it is whole: <input data-complete="6"> has six characters, however they are spaced.
const CODE = /^[A-HJ-NP-Z2-9]+$/i; // as in codes.py: no I, O, 0 or 1

function typed({ target, isComposing }) {
  const wanted = Number(target.dataset?.complete);
  const code = wanted && !isComposing ? target.value.replace(/[\s-]/g, "") : "";
  if (wanted && code.length === wanted && CODE.test(code)) target.form.requestSubmit();
}

document.addEventListener("input", typed);
