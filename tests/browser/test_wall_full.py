"""A full wall: what comes first is seen, nothing lies over anything else, and how many more there are is right."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from tests.browser.test_wall import fill as fill_sheets
from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.models import Ballot, Option, Voter
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.workshops import services

SIZES = [(1280, 720), (1280, 800), (1024, 768), (1920, 1080), (3840, 2160)]
COMPOSE, FEATURES, VOTE = 3, 4, 8
PROPOSAL = "A place where people who work at night find somebody who answers before they have to go home"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
RULES = {"dots": {"dots": 3}, "judgment": {"mentions": 7}, "ranking": {"places": 3}, "rating": {}, "pairwise": {}}
ROWS = {kind: ".merit > li" if kind in {"judgment", "rating"} else ".bars tbody tr" for kind in RULES}
# What stands outside of what holds it: of the screen, of the wall's body, of a table's sheet.
ASTRAY = """() => {
  const inside = (box, place) => {
    const [a, b] = [box.getBoundingClientRect(), place.getBoundingClientRect()];
    return a.left >= b.left - 2 && a.top >= b.top - 2 && a.right <= b.right + 2 && a.bottom <= b.bottom + 2;
  };
  const seen = (box) => box.getClientRects().length;
  const [head, body, strip] = [".wall-head", ".wall-body", ".wall-strip"].map((one) => document.querySelector(one));
  const named = "tbody > tr, .merit > li, .merit-key, .rule, .and-more, .table-sheet, .wall-text, .participation";
  const parts = [...body.querySelectorAll(named)].filter((one) => !one.closest(".numbers-too"));
  const lines = [...body.querySelectorAll(".table-sheet :is(header, .ideas > li, .hand-list > li, .and-more)")];
  const astray = parts.filter((one) => seen(one) && !inside(one, body));
  for (const one of lines) if (seen(one) && !inside(one, one.closest(".table-sheet"))) astray.push(one);
  const [top, middle, bottom] = [head, body, strip].map((one) => one.getBoundingClientRect());
  if (top.bottom > middle.top + 1 || middle.bottom > bottom.top + 1) astray.push(body);
  for (const one of [...head.children, ...strip.children].filter(seen)) {
    if (!inside(one, document.documentElement)) astray.push(one);
  }
  return astray.map((one) => `${one.className || one.localName} ${one.textContent.trim().slice(0, 30)}`);
}"""
# Of each list: how many are there, how many are seen, how many more it says there are, whether the first is seen.
COUNTED = """(lists) => [...document.querySelectorAll(lists)].map((list) => {
  const items = [...list.children];
  const shown = items.filter((one) => one.getClientRects().length);
  const more = (list.closest("table") ?? list).nextElementSibling;
  const rest = more?.matches(".and-more") ? Number(more.textContent.match(/\\d+/)[0]) : 0;
  return { all: items.length, shown: shown.length, rest, first: shown[0] === items[0] };
})"""


def content(kind, place, many):
    """Return a ballot that makes what has the first place on the list come first."""
    if kind == "dots":
        return {"o0": 2, f"o{place % many}": 1} if place % many else {"o0": 3}
    if kind == "judgment":
        return {f"o{one}": "excellent" if one == 0 else "fair" for one in range(many)}
    if kind == "rating":
        return {f"o{one}": 5 if one == 0 else 3 for one in range(many)}
    if kind == "pairwise":
        return {"o0": [f"o{place % many}"] if place % many else []}
    return {"ranked": list(dict.fromkeys(["o0", f"o{place % many}"]))}


@pytest.fixture
def console(begin):
    """A desk of a workshop with twelve tables."""
    return begin("en", 12)


def put_to_the_vote(session, code, kind, many, words=PROPOSAL):
    """Make the eighth step a vote on so many proposals, with ballots; it has been opened, and is closed."""
    workshop = services.find(session, code)
    step = agenda.steps(session, workshop)[VOTE - 1]
    step.kind, step.settings, step.opened_at = kind, RULES[kind] | {"choices": [{"en": "A"}]}, clock.now()
    for model in (Option, Voter, Ballot):
        session.execute(delete(model).filter_by(activity_id=step.id))
    for place in range(many):
        label = {"en": f"Number {place}: {words}"}
        session.add(Option(activity_id=step.id, code=f"o{place}", position=place, label=label, tables=[]))
    for place in range(9):
        person, _token = services.join(session, workshop, name="", table=1 + place % 12, language="en")
        session.add(Voter(activity_id=step.id, participant_id=person.id))
        session.add(Ballot(activity_id=step.id, key=f"key {place}", content=content(kind, place, many)))
    workshop.current_id = step.id


def collect_ideas(session, code, many, tables, words=PROPOSAL):
    """Make the third step one that has collected so many ideas, of so many tables."""
    workshop = services.find(session, code)
    step = agenda.steps(session, workshop)[COMPOSE - 1]
    step.kind, step.settings, step.is_shown = "ideas", {}, True
    session.execute(delete(Idea).filter_by(activity_id=step.id))
    for number in range(1, many + 1):
        table = workshop.tables[number % tables]
        session.add(Idea(activity_id=step.id, number=number, table_id=table.id, text=f"Idea {number}: {words}"))
    workshop.current_id = step.id


def stands_well(wall, lists, total):
    """Check at each size that nothing is astray and that what is not shown is counted."""
    for width, height in SIZES:
        wall.page.set_viewport_size({"width": width, "height": height})
        wall.page.wait_for_function(f"() => innerWidth === {width} && ({ASTRAY})().length === 0")
        counted = wall.page.evaluate(COUNTED, lists)
        assert sum(one["all"] for one in counted) == total
        assert all(one["first"] and one["shown"] + one["rest"] == one["all"] for one in counted if one["all"]), counted


@pytest.mark.parametrize("kind", RULES)
def test_a_result_shows_what_comes_first_and_how_many_more_there_are(console, database, kind):
    database.write(lambda session: put_to_the_vote(session, console.code, kind, 1))
    console.lead()
    wall = console.open_wall()
    for many, words in [(1, PROPOSAL), (12, "Short"), (31, PROPOSAL), (60, PROPOSAL), (43, LONG_WORD)]:
        database.write(
            lambda session, many=many, words=words: put_to_the_vote(session, console.code, kind, many, words)
        )
        console.switch("shown", on=True)
        expect(wall.page.locator(ROWS[kind])).to_have_count(many)
        expect(wall.page.locator(ROWS[kind]).first).to_contain_text("Number 0")
        stands_well(wall, ".bars > tbody, .merit", many)
        console.switch("shown", on=False)
        expect(wall.page.locator(".participation")).to_be_visible()
        stands_well(wall, ".bars > tbody, .merit", 0)


@pytest.mark.parametrize("tables", [1, 12])
def test_ideas_show_the_newest_of_each_table_and_how_many_more_there_are(console, database, tables):
    database.write(lambda session: collect_ideas(session, console.code, 1, tables))
    console.lead()
    wall = console.open_wall()
    for many, words in [(43, PROPOSAL), (60, "Short"), (60, LONG_WORD)]:
        console.switch("shown", on=False)
        database.write(
            lambda session, many=many, words=words: collect_ideas(session, console.code, many, tables, words)
        )
        console.switch("shown", on=True)
        expect(wall.page.locator(".ideas > li")).to_have_count(many)
        stands_well(wall, ".ideas", many)
    console.press("/wall", turn="next")
    expect(wall.page.locator(".focus")).to_be_visible()
    console.press("/wall", turn="next")
    expect(wall.page.locator(".wall-head h1")).to_contain_text("Table 2")
    stands_well(wall, ".ideas", 60 // tables if tables > 1 else 0)


@pytest.mark.parametrize("step", [COMPOSE, FEATURES])
def test_twelve_tables_stand_side_by_side_and_over_nothing(console, database, step):
    database.write(lambda session: fill_sheets(session, console.code, "features"))
    console.lead()
    console.go(step)
    wall = console.open_wall()
    expect(wall.page.locator(".tables > .table-sheet")).to_have_count(12)
    stands_well(wall, ".table-sheet:not(:has(dl)) > .hand-list", 60 if step == COMPOSE else 0)


def test_the_rest_is_named_in_french_too(begin, database):
    console = begin("fr", 12)
    database.write(lambda session: put_to_the_vote(session, console.code, "dots", 31))
    console.lead()
    console.switch("shown", on=True)
    wall = console.open_wall()
    expect(wall.page.locator(".and-more")).to_have_text(re.compile("^et [0-9]+ autres$"))
