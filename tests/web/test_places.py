"""The places of papers that are read back: what a PDF says of them is where ink is, whatever the vote or the form."""

import io
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pytest
from pydantic import TypeAdapter

from tests.codes import read_codes
from toolkit.activities import agenda
from toolkit.activities.kinds import KINDS
from toolkit.activities.kinds.sheet.forms import FORMS
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.shapes.answers.options import expected
from toolkit.activities.shapes.moves import hands
from toolkit.decks import revisions
from toolkit.printing.render.places import Places

pytestmark = pytest.mark.long

MM = 200 / 25.4  # dots
PLACES = TypeAdapter(Places)
VOTES = sorted(name for name, kind in KINDS.items() if issubclass(kind, Vote))
LABELS = ["A bench", "A garden that is open until late in the evening, and has a tap", "A clock"]
OWN = {"criteria": {"criteria": [{"code": "new", "label": {"en": "New"}}, {"code": "fair", "label": {"en": "Fair"}}]}}


@dataclass
class Filled:
    """A PDF with its places, its pages as grey pictures of 200 dots to the inch, and what is printed in its places."""

    data: Places
    pages: list
    printed: list

    def inked(self, place, inset, side):
        """Say whether there is ink across the middle of a side of a place, so many mm inside of it."""
        lines = {
            "left": (place.x + inset, place.y + place.height / 2),
            "right": (place.x + place.width - inset, place.y + place.height / 2),
            "top": (place.x + place.width / 2, place.y + inset),
            "bottom": (place.x + place.width / 2, place.y + place.height - inset),
        }
        x, y = lines[side]
        reach = 0.3
        around = [round(one * MM) for one in (x - reach, y - reach, x + reach, y + reach)]
        return self.pages[place.page - 1].crop(around).getextrema()[0] < 170

    def framed(self, place):
        """Say whether a place is drawn just where it is said to be, and empty."""
        sides = ("left", "right", "top", "bottom")
        return all(self.inked(place, 0.1, side) for side in sides) and not any(
            self.inked(place, 1.2, side) for side in sides
        )


def filled(browser, address):
    pdf = browser.get(address).data
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        data = opened.attachments["places.json"].get_file().read_bytes()
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [page.render(scale=MM * 25.4 / 72).to_pil().convert("L") for page in opened]
        places = PLACES.validate_json(data, extra="forbid")
        printed = [text for paper in places.papers for place in paper.places if (text := printed_in(opened, place))]
    return Filled(places, pages, printed)


def printed_in(pdf, place):
    """Return the text that is printed where people write, if any is."""
    page, points = pdf[place.page - 1], 72 / 25.4
    left, right = (place.x + 0.3) * points, (place.x + place.width - 0.3) * points
    top, bottom = (page.get_height() - length * points for length in (place.y + 0.3, place.y + place.height - 0.3))
    return page.get_textpage().get_text_bounded(left, bottom, right, top).strip()


def of(paper, *kinds):
    return [place for place in paper.places if place.kind in kinds]


def offer(room, kind, labels):
    choices = [{"en": label} for label in labels]
    settings = {**KINDS[kind].sample, **OWN.get(kind, {}), "source": "", "choices": choices}
    step = room.begin("ours", kind=kind, settings=settings)
    codes = room.write(
        lambda session, here: [one.code for one in expected(session, here, agenda.step(session, here, step))]
    )
    return step, codes


@pytest.mark.parametrize("kind", VOTES)
def test_every_box_of_a_ballot_is_where_its_data_says(as_chloe, room, kind):
    step, codes = offer(room, kind, LABELS)

    made = filled(as_chloe, f"/run/{room.code}/{step}/print/ballots?pdf&each=2")

    boxes = [place for paper in made.data.papers for place in of(paper, "tick", "number")]
    assert [paper.code for paper in made.data.papers] == [
        f"MB {room.code} ours T{table} {number}" for table in (1, 2, 3) for number in (1, 2)
    ]
    assert [place for place in boxes if not made.framed(place)] == []
    assert {place.option for place in boxes} == {*codes, ""}
    assert made.printed == []
    assert sum(place.value == "blank" for place in boxes) == 6


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("kind", ["dots", "judgment"])
def test_a_ballot_of_many_pages_says_on_which_each_choice_is(as_chloe, room, kind, paper):
    step, codes = offer(room, kind, [f"The season notebook no. {number}." for number in range(60)])

    made = filled(as_chloe, f"/run/{room.code}/{step}/print/ballots?pdf&each=1&paper={paper}")

    first = of(made.data.papers[0], "tick", "number")
    assert len({place.page for place in first}) > 1
    assert {place.option for place in first if place.option} == {*codes}
    assert [place for place in first if not made.framed(place)] == []


def test_a_cross_says_a_mention_and_a_written_proposal_has_its_line(as_chloe, room):
    made = filled(as_chloe, f"/run/{room.code}/{room.step('judgment')}/print/ballots?pdf&each=1")

    ticks, words = (of(made.data.papers[0], kind) for kind in ("tick", "words"))
    grades = KINDS["judgment"].model_validate({}).scale
    assert {place.value for place in ticks if place.option} == {value for value, _label in grades}
    assert [place.option for place in words] == [f"line-{number}" for number in range(1, 7)]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_field_of_a_sheet_is_where_its_data_says(as_chloe, room, form, paper):
    made = filled(as_chloe, f"/run/{room.code}/print/sheets/{form}?pdf&paper={paper}")

    for sheet in made.data.papers:
        names = {place.field.rpartition(".")[2] for place in of(sheet, "tick", "number", "words", "picture")}
        assert names == {field.code for field in FORMS[form].fields}
        assert [place for place in of(sheet, "tick", "picture") if not made.framed(place)] == []
        assert [place for place in of(sheet, "number", "words") if not made.inked(place, 0.1, "bottom")] == []
    assert made.printed == []


def test_a_field_about_a_card_has_its_code_or_the_number_of_a_blank_column(as_chloe, room):
    room.go("compose", opened=True)

    def deal(session, here):
        step = agenda.step(session, here, room.step("compose"))
        hands.deal(session, here, step, duplicates=True)
        table = here.tables[0]
        kinds = {card.code: card.kind for card in revisions.load(session, here.deck_revision_id).cards}
        mine = [card.code for card in hands.hands_of(session, step)[table.id].cards]
        card = next(code for code in mine if kinds[code] == "feature")
        hands.keep(session, step, table, card, "kept")
        return card

    card = room.write(deal)
    made = filled(as_chloe, f"/run/{room.code}/print/sheets/feature?pdf")

    fields = {paper.code[-4:]: [place.field for place in of(paper, "words")] for paper in made.data.papers}
    cards = {code: {one.partition(".")[0] for one in named if "." in one} for code, named in fields.items()}
    assert (cards["T1 1"], cards["T2 1"]) == ({card}, {"1", "2", "3"})


def test_the_code_of_a_paper_is_read_where_its_data_says(as_chloe, room):
    made = filled(as_chloe, f"/run/{room.code}/print/sheets/pitch?pdf")

    for paper in made.data.papers:
        (code,) = of(paper, "code")
        (found,) = read_codes(made.pages[code.page - 1])
        corner = found.position.top_left
        assert found.text == paper.code
        assert code.x < corner.x / MM < code.x + code.width / 3
        assert code.y < corner.y / MM < code.y + code.height / 3


def test_papers_that_nobody_fills_in_have_no_places(as_chloe, room):
    with pikepdf.open(io.BytesIO(as_chloe.get(f"/run/{room.code}/print/tents?pdf").data)) as pdf:
        assert not pdf.attachments
