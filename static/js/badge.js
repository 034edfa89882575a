// The badge beside a field, [data-saved-for=<id of the field>], says how far its text is, in the words of its
// data-words='{"saving": …, "saved": …, "waiting": …, "conflict": …, "refused": …}'; "{time}" is when it was saved.
const LOOKS = { waiting: "unsent", refused: "conflict" };

export const badgeOf = (field) => document.querySelector(`[data-saved-for="${field.id}"]`);

function words(badge) {
  try {
    return JSON.parse(badge.dataset.words);
  } catch {
    return {};
  }
}

export function mark(field, state, time = "") {
  const badge = badgeOf(field);
  if (!badge) return;
  let sign = badge.querySelector(".saved");
  if (!sign) {
    sign = Object.assign(document.createElement("span"), { className: "saved" });
    badge.replaceChildren(sign);
  }
  badge.dataset.state = state;
  badge.toggleAttribute("data-pending", state !== "saved"); // until then fresh content leaves the form alone
  sign.dataset.state = LOOKS[state] ?? state;
  sign.textContent = (words(badge)[state] ?? "").replace("{time}", time);
}
