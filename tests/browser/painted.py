"""What is wrong with what a wall has painted: too small, cut off, over something else, at the edge, or never seen."""

FLOOR = 28  # pixels, at 1280 × 720
SAFE = 0.03  # of the screen on each side, which a projector may cut off
# Every line of text of the page that is seen, with the element it is in, and those of other pages.
LINES = """() => {
  const body = document.querySelector(".wall-body").getBoundingClientRect();
  const apart = (one) => getComputedStyle(one).clipPath !== "none" || /^(title|desc)$/.test(one.localName);
  const away = (one) => !one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || within(one, apart);
  const within = (one, is) => one && (is(one) || within(one.parentElement, is));
  const [here, elsewhere, known] = [[], [], new Map()];
  const walk = document.createTreeWalker(document.querySelector("#wall"), NodeFilter.SHOW_TEXT);
  for (let number = 0; walk.nextNode(); number += 1) {
    const [text, one] = [walk.currentNode, walk.currentNode.parentElement];
    if (!text.data.trim()) continue;
    if (!known.has(one)) known.set(one, away(one));
    if (known.get(one)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1).forEach((rect, line) => {
      const copy = one.closest("header, thead, .merit-key"); // it comes again on each page: seen once is seen
      const name = `${number}.${copy ? 0 : line} ${text.data.trim().slice(0, 30)}`;
      const turned = one.closest(".leaves") && (rect.right < body.left + 1 || rect.left > body.right - 1);
      if (turned) elsewhere.push(name);
      else here.push({ one, number, name, rect });
    });
  }
  return { here, elsewhere };
}"""
# A text counts by the em that is really painted: that of a box put beside it, whatever zoom and transforms are at work.
PAINTED = """(ones) => {
  const probe = (one) => {
    const box = document.createElement("i");
    Object.assign(box.style, { position: "absolute", width: "1em", height: "1em", fontSize: "1em", padding: 0 });
    return one.ownerSVGElement ? null : one.appendChild(box);
  };
  const boxes = ones.map(probe);
  const drawn = (one) => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().d;
  const sizes = ones.map((one, place) => boxes[place]?.getBoundingClientRect().height ?? drawn(one));
  for (const box of boxes) box?.remove();
  return new Map(ones.map((one, place) => [one, sizes[place]]));
}"""
LOOK = f"""([floor, safe]) => {{
  const least = floor * Math.min(innerWidth / 1280, innerHeight / 720) * 0.985;
  const [x, y] = [innerWidth * safe, innerHeight * safe];
  const edges = {{ left: x, right: innerWidth - x, top: y, bottom: innerHeight - y }};
  const inside = (a, b, room) =>
    a.left >= b.left - room && a.right <= b.right + room && a.top >= b.top - room && a.bottom <= b.bottom + room;
  const touch = (a, b) => a.left < b.right - 1 && a.right > b.left + 1 && a.top < b.bottom - 1 && a.bottom > b.top + 1;
  const clips = (box) => box.localName !== "svg" && getComputedStyle(box).overflowX !== "visible";
  const {{ here, elsewhere }} = ({LINES})();
  const ems = ({PAINTED})([...new Set(here.map(({{ one }}) => one))]);
  const faults = [], lines = [];
  for (const {{ one, number, name, rect }} of here) {{
    const em = ems.get(one);
    const ease = Math.max(0, (rect.height - em) / 2);
    const [top, bottom] = [rect.top + ease, rect.bottom - ease];
    const hanging = getComputedStyle(one).whiteSpaceCollapse.startsWith("preserve"); // a space behind a full line
    const line = {{ left: rect.left, right: rect.right - (hanging && em / 4), top, bottom, number, name }};
    if (em < least) faults.push(`${{em.toFixed(1)}} px: ${{name}}`);
    if (!inside(line, edges, 2)) faults.push(`at the edge: ${{name}}`);
    for (let box = one; box.id !== "wall"; box = box.parentElement) {{
      const cut = clips(box) && !inside(line, box.getBoundingClientRect(), em / 4);
      if (cut) faults.push(`cut by ${{box.className}}: ${{name}}`);
    }}
    const under = lines.find((other) => other.number !== number && touch(line, other));
    if (under) faults.push(`over “${{under.name}}”: ${{name}}`);
    lines.push(line);
  }}
  const pages = Number(document.documentElement.dataset.pages ?? 1);
  return {{ faults, seen: here.map(({{ name }}) => name), elsewhere, pages }};
}}"""


def faults(wall):
    """Return what is wrong with any page of a wall, and the lines of text that are on none of them."""
    wall.page.evaluate("document.fonts.ready")
    found, seen, sought, pages, page = [], set(), set(), 1, 0
    while page < pages:
        look = wall.page.evaluate(LOOK, [FLOOR, SAFE])
        pages, page = look["pages"], page + 1
        found += [f"page {page} of {pages}: {fault}" for fault in look["faults"]]
        seen.update(look["seen"])
        sought.update(look["elsewhere"])
        wall.page.keyboard.press("PageDown")
    return found + [f"on no page: {line}" for line in sorted(sought - seen)]
