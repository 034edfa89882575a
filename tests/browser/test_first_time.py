"""How much there is to do for whoever uses it for the first time: presses, fields and scrolls, step by step.

What a step may take is bounded here; `-s` prints what it takes.
"""

from collections import Counter

import pytest

from tests.browser.journey import Workshop, play
from tests.faults.laptop import tell

# A press, a field written in, a choice made; and a scroll, where what comes next was out of sight.
WATCH = """() => {
  let [field, seen] = [null, 0];
  const title = () => document.querySelector("#now-title") ?? document.querySelector("#now h1");
  const step = () => title()?.textContent.trim() ?? "";
  const own = () => { seen = scrollY; };
  for (const [place, name] of [[window, "scrollTo"], [Element.prototype, "scrollIntoView"]]) {
    const moves = place[name];
    place[name] = function (...where) { moves.apply(this, where); own(); };
  }
  const act = () => {
    if (Math.abs(scrollY - seen) > 40) globalThis.noted(step(), "scrolls");
    own();
    globalThis.noted(step(), "actions");
  };
  addEventListener("pointerdown", () => { field = null; act(); }, true);
  addEventListener("change", ({ target }) => target.localName === "select" && act(), true);
  addEventListener("input", ({ target }) => {
    if (target === field || !target.matches("textarea, input:not([type=radio], [type=checkbox])")) return;
    field = target;
    act();
  }, true);
}"""
FIRST_CARD = "03-phone-hand"
FIRST = [("desk", "actions", 9), ("desk", "scrolls", 4), ("Amina", "actions", 4), ("Amina", "scrolls", 1)]
STEPS, LED, GIVEN = 12, 4, 10  # the steps of the agenda, and what one takes at most at the desk and at a phone


@pytest.fixture
def counts(desk, phone):
    """Play ninety minutes, one person to a table; return what each screen took by step, and until the first card."""
    taken, first = {}, {}

    def watched(name, screen):
        taken[name] = Counter()
        screen.context.expose_binding("noted", lambda _source, step, sort: taken[name].update([(step, sort)]))
        screen.context.add_init_script(f"({WATCH})()")
        return screen

    def look(_screen, name):
        if name == FIRST_CARD:
            first.update({who: total(taken[who]) for who in taken})

    people = [watched(name, phone(name, table)) for name, table in (("Amina", 1), ("Bruno", 2))]
    workshop = Workshop(watched("desk", desk("fr")), people, look, "fr")
    play(workshop)
    return taken, first


def total(counter, step=None):
    chosen = dict.fromkeys(("actions", "scrolls"), 0)
    for (where, sort), times in counter.items():
        chosen[sort] += times if step in {None, where} else 0
    return chosen


def test_what_the_first_time_takes_is_little(counts):
    taken, first = counts
    steps = {step: {who: total(taken[who], step) for who in taken} for each in taken.values() for step, _sort in each}
    tell(f"until the first card: {first}")
    for step, its in steps.items():
        tell(f"{step or 'before'}: {its}")

    assert all(first[who][sort] <= most for who, sort, most in FIRST)
    led = [its["desk"] for step, its in steps.items() if step]
    assert len(led) == STEPS
    assert [one for one in led if one["actions"] > LED or one["scrolls"]] == []
    given = [its[who] for step, its in steps.items() if step for who in ("Amina", "Bruno")]
    assert [one for one in given if one["actions"] > GIVEN or one["scrolls"] > one["actions"]] == []
