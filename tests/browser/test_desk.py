"""The desk of a full room: on one screen of a laptop, and on a phone a remote that asks for no scrolling."""

import pytest
from playwright.sync_api import expect

from tests.browser import looks, walls
from tests.browser.people import LAPTOP, PHONE
from toolkit.activities import agenda
from toolkit.activities.models import TableStatus
from toolkit.workshops import joining, services

DEAL, SHEETS, GALLERY, VOTE = 3, 4, 7, 8
LINE = 50  # pixels: a button and the gap below it
ALWAYS = ["#now-title", ".run-title .timer", ".run-moves .primary", "#timer", "#timer-more", "#join", ".desk-end"]
LAPTOP_ONLY = ["#joining", "#paused", ".agenda > [aria-current]", ".people-table > summary", "#agenda"]
REMOTE_ONLY = [".run-help", "#back"]
# What of these is not there, out of the screen, cut by what scrolls around it, or covered by something else.
UNSEEN = """(names) => names.flatMap((name) => {
  const all = [...document.querySelectorAll(name)];
  if (!all.length) return [`${name} is missing`];
  return all.filter((one) => {
    const box = one.getBoundingClientRect();
    if (!box.width || box.left < 0 || box.top < 0) return true;
    if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1) return true;
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !one.contains(top) && !top?.contains(one);
  }).map((one) => `${name}: ${one.textContent.trim().slice(0, 40)}`);
})"""
SCROLLS = (
    "() => document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth"
)
NAME = "Marie-Madeleine de la Tour"


def fill(session, code):
    """Seat sixty people at twelve tables, one of whose names is long, and let three tables ask for help."""
    workshop = services.find(session, code)
    for place in range(60):
        joining.join(session, workshop, name="" if place else NAME, table=1 + place % 12, language="fr")
    for table in workshop.tables[:3]:
        step = agenda.steps(session, workshop)[SHEETS - 1]
        session.add(TableStatus(activity_id=step.id, table_id=table.id, state="help"))


@pytest.fixture
def console(begin, database):
    """A desk of a full room."""
    console = begin("fr", 12, title="La Musette des métiers de nuit, des urgences et de la voirie")
    database.write(lambda session: fill(session, console.code))
    console.lead()
    return console


def to_a_vote(database, code):
    database.write(lambda session: walls.vote(session, code, "judgment", 31, shown=False))


def to_sixty_ideas(database, code):
    database.write(lambda session: walls.ideas(session, code, "ideas", (60, 12)))


def seen(console, names):
    console.page.wait_for_function(f"(names) => ({UNSEEN})(names).length === 0", arg=names)
    assert not console.page.evaluate(SCROLLS)


@pytest.mark.parametrize("step", [1, DEAL, SHEETS, GALLERY, VOTE])
def test_with_twelve_tables_nothing_that_leads_is_under_the_fold_of_a_laptop(console, step):
    if step > 1:
        console.go(step)
    seen(console, [*ALWAYS, *LAPTOP_ONLY] if step > 1 else [".run-moves .primary", "#next", *LAPTOP_ONLY])
    console.page.locator("#paused").click()
    console.page.locator("#joining").click()
    expect(console.page.locator(".run-state > li")).to_have_count(2)
    seen(console, [".run-moves .primary", *LAPTOP_ONLY])


@pytest.mark.parametrize("work", [to_a_vote, to_sixty_ideas])
def test_long_lists_scroll_inside_and_move_nothing_that_leads(console, database, work):
    work(database, console.code)
    console.lead()
    names = [".run-moves .primary", "#shown", *LAPTOP_ONLY]
    seen(console, names)
    console.page.locator(".run-work").evaluate("work => work.scrollTo(0, work.scrollHeight)")
    seen(console, names)


@pytest.mark.parametrize("step", [DEAL, SHEETS, GALLERY, VOTE])
def test_on_a_phone_the_remote_needs_no_scroll_and_one_thumb(console, step):
    console.go(step)
    console.page.set_viewport_size(dict(zip(("width", "height"), PHONE, strict=True)))
    seen(console, [*ALWAYS, *REMOTE_ONLY])
    primary = console.page.locator(".run-moves .primary").bounding_box()
    assert primary["y"] > PHONE[1] / 2
    assert primary["width"] > 0.8 * PHONE[0]
    expect(console.page.locator(".agenda")).to_be_hidden()
    console.page.locator("#everything").check()
    for rest in (".agenda", ".people-table", "#joining", "#paused", ".run-work"):
        expect(console.page.locator(rest).first).to_be_visible()


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_what_leads_the_wall_takes_two_lines_and_the_rest_is_behind_one_button(console, width):
    console.go(GALLERY)
    console.press("/wall", turn="next")
    expect(console.page.locator("#wall-rest")).to_be_visible()
    console.page.set_viewport_size({"width": width, "height": 800})
    assert two_lines(console)
    seen(console, ["#wall-rest", "#join", ".run-moves .primary", ".run-wall form:has([name=turn]) button"])
    expect(console.page.get_by_role("button", name="Table précédente")).to_be_visible()

    for zoom in ("115", "130"):
        console.lead_the_wall(zoom=zoom)
        pressed = console.button("/wall", zoom=zoom)
        expect(pressed).to_have_attribute("aria-pressed", "true")
        expect(pressed).to_be_focused()
    assert console.page.evaluate(UNSEEN, ["#wall-more button"]) == []
    console.page.keyboard.press("Escape")
    expect(console.page.locator("#wall-more")).to_be_hidden()
    expect(console.page.locator("#wall-rest")).to_be_focused()


def two_lines(console):
    return console.page.locator(".run-wall").bounding_box()["height"] < 2 * LINE + 20


def test_the_remote_brings_one_idea_after_the_other_to_every_screen(console, database):
    to_sixty_ideas(database, console.code)
    console.lead()
    wall = console.open_wall()
    console.page.bring_to_front()
    console.page.set_viewport_size(dict(zip(("width", "height"), PHONE, strict=True)))
    console.page.locator("#spotlight-on").click()
    expect(wall.page.locator(".idea-spotlight")).to_be_visible()
    first = wall.page.locator(".idea-spotlight").inner_text()
    console.page.locator("#spotlight-on").click()
    expect(wall.page.locator(".idea-spotlight")).not_to_have_text(first, use_inner_text=True)
    console.page.wait_for_function(
        "() => document.querySelector('#spotlight-back').form.action.endsWith('/60/spotlight')"
    )
    console.page.locator("#spotlight-back").click()
    expect(wall.page.locator(".idea-spotlight")).to_have_text(first, use_inner_text=True)
    seen(console, [".run-moves .primary", "#timer", "#join", *REMOTE_ONLY, "#spotlight-off"])  # it has no timer yet
    for width in (1024, 1280):
        console.page.set_viewport_size({"width": width, "height": 800})
        assert (width, two_lines(console)) == (width, True)
        seen(console, ["#join", "#wall-rest", "#spotlight-back", "#spotlight-on", "#spotlight-off"])


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_what_can_be_done_about_a_person_is_cut_nowhere(console, size):
    console.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    if size == PHONE:
        console.page.locator("#everything").check()
    console.person(NAME)
    assert console.page.evaluate(UNSEEN, ["#person button", "#person input:not([type=hidden])", "#person select"]) == []
    console.page.locator("#person input[name=name]").fill("Mado")
    console.press("/rename")
    expect(console.page.locator(".people > li", has_text="Mado")).to_have_count(1)


def test_the_agenda_follows_the_room(console):
    console.go(12)
    seen(console, [".agenda > [aria-current]"])


def test_the_desk_and_the_remote_can_be_used_by_everybody(console):
    console.go(SHEETS)
    assert looks.faults(console) == []
    console.page.locator("#table-1 > summary").click()
    for open_it in (console.settings, console.page.locator("#wall-rest").click):
        open_it()
        assert looks.faults(console, themes=("light",), narrow=False) == []
        console.page.keyboard.press("Escape")
