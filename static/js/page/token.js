// The CSRF token that each request of ours carries: that of the page's forms, which all have the same.
export const token = () => document.querySelector("[name=csrf_token]")?.value ?? "";
