"""What every page must be, whatever it shows: usable by everybody, and as wide as its screen."""

from axe_playwright_python.base import AXE_SCRIPT

NARROW = {"width": 320, "height": 640}
# The European standard's rules are WCAG's; RGAA tags mark those that the French grid asks for too.
RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "RGAAv4", "best-practice"],
}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # all that a second theme can change
COVERED = "partially obscured"  # as axe says it
LONG = ".hand-rows > li:nth-child(n + 7), .slides > li:nth-child(n + 7)"  # what goes on alike: looked at once
RUN = """([runOnly, long]) => {
  const place = long && document.querySelector(long) ? { exclude: [long] } : document;
  const options = { resultTypes: ["violations"], preload: false, runOnly };
  return axe.run(place, options).then(({ violations }) => violations);
}"""

# Letters come after the page, and colours glide from one theme to the other: look at where they end.
SETTLE = """async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 4; frame += 1) {
    await new Promise(requestAnimationFrame);
    document.getAnimations().filter((one) => one instanceof CSSTransition).forEach((one) => one.finish());
  }
}"""


def faults(screen, *, themes=("light", "dark"), narrow=True):
    """Return what is wrong with the page of a screen at its own size and at 320 pixels, in each theme."""
    page, heard = screen.page, len(screen.faults)
    own = page.viewport_size
    page.bring_to_front()
    found = []
    for size in (own, NARROW) if narrow else (own,):
        page.set_viewport_size(size)
        found += [f"{size['width']} px: {fault}" for fault in _of_width(page)]
        alike = size is NARROW and own["width"] < 2 * NARROW["width"]  # a phone's own size has shown the second theme
        for theme in themes[:1] if alike else themes:
            page.emulate_media(color_scheme=theme)
            first = theme == themes[0]
            seen = _violations(page, RULES if first else COLOURS, "" if first and size is own else LONG)
            found += [f"{size['width']} px {theme}: {fault}" for fault in seen]
    page.set_viewport_size(own)
    page.emulate_media(color_scheme=themes[0])
    # The policy of our pages stops the styles that axe would like to set for a moment, and says so: that is not us.
    screen.faults[heard:] = [fault for fault in screen.faults[heard:] if "inline style" not in fault]
    return found


def _violations(page, rules, long):
    """Return what axe finds, one line for each element; what is `long` is left out but for its beginning.

    What a bar that stays in sight covers until one scrolls is not covered.
    """
    seen = _axe(page, rules, long)
    if any(COVERED in fault for fault in seen):
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        still = _axe(page, rules, long)
        seen = [fault for fault in seen if COVERED not in fault or fault in still]
    return seen


def _axe(page, rules, long):
    page.evaluate(SETTLE)
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
        for rule in page.evaluate(RUN, [rules, long])
        for node in rule["nodes"]
    ]


def _of_width(page):
    page.evaluate(SETTLE)
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    if wide[0] <= wide[1]:
        return []
    beyond = page.evaluate(
        "() => [...document.querySelectorAll('body *')]"
        ".filter(one => one.getBoundingClientRect().right > innerWidth + 1)"
        ".slice(0, 3).map(one => one.outerHTML.slice(0, 120))"
    )
    return [f"scrolls sideways: {beyond}"]
