// What people give meanwhile never moves what is being read. A new one comes in at once where nothing has to make room
// for it; otherwise it waits, unseen, for the next turn of the page, and so does a new order.
const ITEMS = ".leaves :is(.ideas > li, .answer)[id]";
const items = () => [...document.querySelectorAll(ITEMS)];
let order = new Map(); // id -> place among those that are seen

const remember = () => (order = new Map(items().map((one, place) => [one.id, place])));
const where = (one) => JSON.stringify(one.getBoundingClientRect());
const place = (one) => order.get(one.id) ?? order.size + Number(one.dataset.place);

function arrange(rank) {
  for (const list of new Set(items().map((one) => one.parentElement))) {
    const sorted = [...list.children].sort((one, other) => rank(one) - rank(other));
    if (sorted.some((one, number) => one !== list.children[number])) list.append(...sorted);
  }
}

// Everything is let in, in the order of the page that came last.
export function welcome() {
  arrange((one) => Number(one.dataset.place ?? 0));
  for (const one of items()) one.hidden = false;
  remember();
}

// A page has come: returns whether there is anything here that people give, and how many of it wait.
export function receive(fits) {
  items().forEach((one, number) => (one.dataset.place = number));
  arrange(place);
  const known = items().filter((one) => order.has(one.id));
  const fresh = items().filter((one) => !order.has(one.id));
  for (const one of fresh) one.hidden = true;
  const before = known.map(where);
  for (const one of fresh) one.hidden = false;
  const still = fits() && known.every((one, number) => where(one) === before[number]);
  for (const one of fresh) one.hidden = !still;
  if (still) remember();
  return { given: known.length + fresh.length > 0, waiting: still ? 0 : fresh.length };
}
