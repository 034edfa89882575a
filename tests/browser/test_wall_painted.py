"""What is to be read on the wall is read from afar: never small, cut, covered, at the edge, or on no page.

Whatever there is too much of is on another page, at each size of projector.
"""

from functools import partial
from types import SimpleNamespace

import pytest

from tests.browser import painted, walls
from toolkit.activities import agenda
from toolkit.activities.agenda import Brief
from toolkit.workshops import services

SIZES = [(1280, 720), (1024, 768), (1920, 1080), (3840, 2160)]
MUCH = "What people would do differently on Monday morning, and who would have to agree before they can. "


@pytest.fixture
def context(browser):
    """A browser that hears of nothing by itself: what a test puts into the database is there when it loads the page."""
    context = browser.new_context(locale="en-GB", reduced_motion="reduce")
    context.route("**/live/**", lambda route: route.abort())
    yield context
    context.close()


@pytest.fixture
def wall(context, server, database):
    """Return what is wrong with a wall on which put(session, code) has put something: see(put, tables=…, sizes=…)."""
    screen, codes = SimpleNamespace(page=context.new_page()), {}

    def see(put, *, tables=12, sizes=SIZES[:1]):
        if tables not in codes:
            codes[tables] = _open(context, server, database, tables)
        database.write(lambda session: put(session, codes[tables]))
        found = []
        for width, height in sizes:
            screen.page.set_viewport_size({"width": width, "height": height})
            screen.page.goto(f"{server.laptop}/wall/{codes[tables]}")
            assert screen.page.get_by_text("This step cannot be shown").count() == 0
            found += [f"{width} × {height}: {fault}" for fault in painted.faults(screen)]
        return found

    return see


def _open(context, server, database, tables):
    """Begin a workshop with so many tables; give the browser the key of its wall."""
    brief = Brief(template="musette-90", title="Tuesday in Nantes", languages=["en"], tables=tables)
    code = database.write(lambda session: agenda.prepare(session, brief).code)
    token = database.write(lambda session: services.grant(session, services.find(session, code), "wall"))
    context.add_cookies([{"name": f"musette-wall-{code}", "value": token, "url": server.laptop}])
    return code


@pytest.mark.parametrize("kind", walls.VOTES)
def test_what_is_voted_on_and_every_place_of_the_result_are_read(wall, kind):
    for many, words in [(1, ""), (5, ""), (20, ""), (60, walls.LONG_WORD)]:
        most = min(many, walls.KINDS[kind].largest)
        for shown in (False, True):
            put = partial(walls.vote, kind=kind, many=most, words=words, shown=shown)
            assert wall(put, sizes=SIZES if many == 20 else SIZES[:1]) == []


@pytest.mark.parametrize("kind", walls.SURVEYS)
def test_what_is_asked_and_what_answers_come_to_is_read(wall, kind):
    for answers, shown in [(0, False), (3, True), (30, True)]:
        assert wall(partial(walls.survey, kind=kind, answers=answers, shown=shown), sizes=SIZES) == []


@pytest.mark.parametrize("kind", ["ideas", "questions", "steps", "hopes"])
def test_every_idea_is_read(wall, kind):
    for many, tables, words in [(0, 1, ""), (1, 1, ""), (12, 4, ""), (60, 12, ""), (40, 12, walls.LONG_WORD)]:
        put = partial(walls.ideas, kind=kind, amount=(many, tables), words=words)
        assert wall(put, tables=tables, sizes=SIZES if many == 60 else SIZES[:1]) == []


def test_ideas_under_headings_of_one_table_or_one_alone_are_read(wall):
    def of_one_table(session, code):
        walls.ideas(session, code, "ideas", (60, 3))
        services.find(session, code).focus = 2

    def alone(session, code):
        walls.ideas(session, code, "ideas", (5, 3), words=MUCH * 3)
        services.find(session, code).spotlight = 3

    headed = partial(walls.ideas, kind="ideas", amount=(30, 12), headings=("Learn", "Meet", walls.LONG_WORD[:60]))
    for put in (headed, of_one_table, alone):
        assert wall(put, sizes=SIZES) == []


@pytest.mark.parametrize("tables", [1, 2, 4, 7, 12])
def test_hands_and_sheets_of_so_many_tables_are_read(wall, tables):
    for put in (partial(walls.deal, tables=tables), partial(walls.sheet, place=walls.PITCH, tables=tables)):
        assert wall(put, tables=tables, sizes=SIZES) == []


@pytest.mark.parametrize("place", [walls.FEATURES, walls.PITCH])
def test_what_is_asked_long_sheets_and_a_table_at_its_turn_are_read(wall, place):
    def asked(session, code):
        walls.sheet(session, code, place, 12)
        walls.hide(session, code)

    sheet = partial(walls.sheet, place=place, tables=12)
    turns = [partial(sheet, words=words, focus=3) for words in ("", MUCH, walls.LONG_WORD)]
    for put in (asked, partial(sheet, words=MUCH), *turns):
        assert wall(put) == []


def test_the_cards_of_one_table_and_a_long_instruction_are_read(wall):
    for put in (partial(walls.deal, tables=12, focus=2), partial(walls.talk, words=MUCH * 12)):
        assert wall(put, sizes=SIZES) == []
