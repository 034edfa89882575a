// The badge beside a field, [data-saved-for=<id of the field>], says how far its text is, in the words of the nearest
// data-words-saving, -saved ("{time}" is when), -unsent, -long, -conflict and -refused; they go into its [data-word].
export const badgeOf = (field) => document.querySelector(`[data-saved-for="${field.id}"]`);

export function mark(field, state, time = "") {
  const badge = badgeOf(field);
  if (!badge) return;
  const words = badge.closest(`[data-words-${state}]`)?.getAttribute(`data-words-${state}`) ?? "";
  badge.dataset.state = state;
  badge.toggleAttribute("data-pending", !["saved", ""].includes(state)); // fresh content then leaves the form alone
  (badge.querySelector("[data-word]") ?? badge).textContent = words.replace("{time}", time);
}
