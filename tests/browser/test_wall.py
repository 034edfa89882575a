"""The wall cuts nothing silently: what is long gets smaller type, and a table in focus shows every word."""

import pytest
from playwright.sync_api import expect

from toolkit.activities import agenda
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.moves import hands
from toolkit.workshops import services

WORDS = "What people would do differently on Monday morning, and who would have to agree before they can. "
SIZES = [(1280, 800), (1920, 1080)]
# Whether every line is inside every box that would cut it off; letters may stand out of their line a little.
ALL_SEEN = """() => {
  const cut = [];
  for (const end of document.querySelectorAll(".wall-body :is(dt, dd, h1, p)")) {
    const range = document.createRange();
    range.selectNodeContents(end);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      for (let box = end.parentElement; box.id !== "wall"; box = box.parentElement) {
        const edge = box.getBoundingClientRect();
        if (right > edge.right + 4 || bottom > edge.bottom + 4 || left < edge.left - 4 || top < edge.top - 4) {
          cut.push(`${end.textContent.slice(0, 20)} in ${box.className}`);
        }
      }
    }
  }
  return cut.length === 0;
}"""


@pytest.fixture
def write_a_lot(database):
    """Fill every field of every table up to its limit, features that the table keeps and invented included."""
    return lambda code, step: database.write(lambda session: fill(session, code, step))


def fill(session, code, step):
    workshop = services.find(session, code)
    steps = {one.code: one for one in agenda.steps(session, workshop)}
    compose, activity = steps["compose"], steps[step]
    compose.is_open = activity.is_open = True
    hands.deal(session, workshop, compose, duplicates=True)
    for table in workshop.tables:
        person, _token = services.join(session, workshop, name="", table=table.number, language="en")
        dealt = [card.code for card in hands.hands_of(session, compose)[table.id].cards]
        for card in (dealt[0], *dealt[-2:]):
            hands.keep(session, compose, table, card, "kept")
        for field in sheets.fields_of(session, workshop, activity)[table.id]:
            if not field.choices:
                sheets.write(session, activity, person, field.code, (WORDS * 9)[: field.limit - 1] + "Z", 0)
    workshop.version += 1


@pytest.mark.parametrize("tables", [5, 8])
@pytest.mark.parametrize(("step", "place"), [("features", 4), ("pitch", 5)])
def test_a_table_in_focus_shows_every_word_and_all_tables_say_when_they_do_not(begin, write_a_lot, tables, step, place):
    console = begin("en", tables)
    write_a_lot(console.code, step)
    console.go(place)
    wall = console.open_wall()
    for width, height in SIZES:
        wall.page.set_viewport_size({"width": width, "height": height})
        expect(wall.page.locator(".tables .table-sheet")).to_have_count(tables)
        expect(wall.page.locator("html:not([data-whole])")).to_have_count(1)
        expect(wall.page.locator(".wall-more")).to_be_visible()

    console.press("/wall", turn="next")
    expect(wall.page.locator(".focus .table-sheet")).to_have_count(1)
    for width, height in SIZES:
        wall.page.set_viewport_size({"width": width, "height": height})
        expect(wall.page.locator("html[data-whole]")).to_have_count(1)
        expect(wall.page.locator(".wall-more")).to_be_hidden()
        wall.page.wait_for_function(ALL_SEEN)
        assert wall.page.locator(".focus dd").last.inner_text().endswith("Z")
