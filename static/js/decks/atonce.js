// A file that is chosen in form[data-at-once] is sent at once; the button stays for those who want it.
document.addEventListener("change", ({ target: field }) => {
  if (field.type === "file" && field.files.length && field.form?.matches("[data-at-once]")) field.form.requestSubmit();
});
