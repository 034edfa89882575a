"""The papers of a room as PDF: within what printers reach, on the paper that is asked for, with codes that are read."""

import pypdfium2
import pytest
from PIL import ImageDraw

from tests.codes import read_codes
from toolkit.activities import agenda
from toolkit.activities.kinds.sheet.forms import FORMS
from toolkit.activities.shapes.moves import hands
from toolkit.printing.paper.paper_codes import read

pytestmark = pytest.mark.long

EDGE, DPI = 6, 150  # mm, dots to the inch
SIZES = {"a4": (595, 842), "letter": (612, 792)}  # points
PAPERS = ["print/tents", "print/badges?each=2", "print/agenda", "print/rules"]


def pages(browser, address):
    """Return the text, the picture and the size of each page of a PDF."""
    answer = browser.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    with pypdfium2.PdfDocument(answer.data) as pdf:
        return [
            (
                sheet.get_textpage().get_text_range(),
                sheet.render(scale=DPI / 72).to_pil().convert("L"),
                tuple(map(round, sheet.get_size())),
            )
            for sheet in pdf
        ]


def inked_edge(picture):
    """Whether there is ink where no printer reaches."""
    inner, edge = picture.copy(), round(EDGE / 25.4 * DPI)
    ImageDraw.Draw(inner).rectangle([edge, edge, inner.width - edge, inner.height - edge], 255)
    return inner.getextrema()[0] < 250


def choices(room, labels):
    def offer(session, workshop):
        for step in agenda.steps(session, workshop):
            if step.kind in {"dots", "judgment"}:
                step.settings = {**step.settings, "source": "", "choices": [{"en": label} for label in labels]}

    room.write(offer)


@pytest.mark.parametrize("paper", SIZES)
def test_papers_keep_clear_of_the_edges_of_the_paper_that_is_asked_for(as_chloe, room, paper):
    for path in PAPERS:
        made = pages(as_chloe, f"/run/{room.code}/{path}{'&' if '?' in path else '?'}pdf&paper={paper}")

        assert (path, {size for _text, _picture, size in made}) == (path, {SIZES[paper]})
        assert (path, [inked_edge(picture) for _text, picture, _size in made]) == (path, [False] * len(made))


def test_the_codes_of_signs_and_ballots_are_read_from_the_pdf(as_chloe, room):
    signs = pages(as_chloe, f"/run/{room.code}/print/tents?pdf")
    ballots = pages(as_chloe, f"/run/{room.code}/{room.step('dots')}/print/ballots?pdf&each=2")

    seats = [found.text.rpartition("=")[2] for _text, sign, _size in signs for found in read_codes(sign)]
    numbers = [read(found.text) for _text, sheet, _size in ballots for found in read_codes(sheet)]

    assert sorted(seats) == ["1", "1", "2", "2", "3", "3"]
    assert sorted((one.table, one.number) for one in numbers) == [(t, n) for t in (1, 2, 3) for n in (1, 2)]


@pytest.mark.parametrize("kind", ["dots", "judgment"])
@pytest.mark.parametrize("many", [3, 26, 60])
def test_a_long_ballot_has_every_choice_and_says_on_every_page_which_it_is(as_chloe, room, kind, many):
    labels = [f"The season notebook no. {number}." for number in range(1, many + 1)]
    choices(room, labels)

    made = pages(as_chloe, f"/run/{room.code}/{room.step(kind)}/print/ballots?pdf&each=1")

    texts = ["".join(text.split()) for text, _picture, _size in made]
    assert ["".join(texts).count("".join(label.split())) for label in labels] == [3] * many
    assert [text for text in texts if f"MB{room.code}" not in text] == []


@pytest.mark.parametrize("paper", SIZES)
def test_a_worksheet_of_each_kind_has_every_field_and_picture_on_one_page_for_each_table(as_chloe, room, paper):
    for code, form in FORMS.items():
        made = pages(as_chloe, f"/run/{room.code}/print/sheets/{code}?pdf&paper={paper}")
        texts = ["".join(text.split()) for text, _picture, _size in made]
        lacking = [one.code for one in form.fields for text in texts if "".join(one.label["en"].split()) not in text]
        identities = [read(found.text) for _text, sheet, _size in made for found in read_codes(sheet)]

        assert (code, lacking, [one.table for one in identities]) == (code, [], [1, 2, 3])
        assert (code, {tuple(sorted(size)) for _text, _picture, size in made}) == (code, {tuple(sorted(SIZES[paper]))})
        assert (code, [inked_edge(picture) for _text, picture, _size in made]) == (code, [False] * 3)


@pytest.mark.parametrize(("kind", "many"), [("text", 12), ("text", 20), ("frame", 9), ("frame", 12), ("frame", 18)])
def test_a_sheet_of_many_fields_or_pictures_loses_none_of_them(as_chloe, room, kind, many):
    names = [f"Matter no. {number} of all" for number in range(1, many + 1)]
    fields = [{"code": f"f{place}", "kind": kind, "label": {"en": name}} for place, name in enumerate(names)]
    first = [{"code": "title", "kind": "line", "label": {"en": "Title"}}]
    settings = {"title": {"en": "Our sheet"}, "fields": [*first, *fields]}
    room.begin("own", kind="sheet", title={"en": "Write"}, settings=settings, minutes=4)

    made = pages(as_chloe, f"/run/{room.code}/print/sheets/own?pdf")

    text = "".join("".join(part.split()) for part, _picture, _size in made)
    assert [name for name in names if text.count("".join(name.split())) != 3] == []


def test_a_sheet_that_begins_with_a_picture_has_all_that_it_asks(as_chloe, room):
    kinds = {"Door": "frame", "Key": "frame", "Why": "text", "Who": "line"}
    fields = [{"code": name.lower(), "kind": kind, "label": {"en": name}} for name, kind in kinds.items()]
    settings = {"title": {"en": "Our sheet"}, "fields": fields}
    room.begin("own", kind="sheet", title={"en": "Write"}, settings=settings, minutes=4)

    text = " ".join(part for part, _picture, _size in pages(as_chloe, f"/run/{room.code}/print/sheets/own?pdf"))

    assert [text.count(name) for name in kinds] == [3] * 4


def test_badges_with_names_come_as_a_pdf_of_the_same_form(as_chloe, room):
    answer = as_chloe.send(f"/run/{room.code}/print/badges?pdf", {"names": "Amina; 2\nJean-Noël"})

    with pypdfium2.PdfDocument(answer.data) as pdf:
        said = " ".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    assert [name in said for name in ("Amina", "Jean-Noël", "Saffron")] == [True] * 3


def test_the_dealing_sheet_comes_as_a_pdf_with_every_card(as_chloe, room):
    def deal(session, workshop):
        step = agenda.step(session, workshop, room.step("compose"))
        hands.deal(session, workshop, step, duplicates=True)
        return [card.code for hand in hands.hands_of(session, step).values() for card in hand.cards]

    cards = room.write(deal)
    said = pages(as_chloe, f"/run/{room.code}/{room.step('compose')}/dealing-sheet?pdf")

    assert [card for card in cards if card not in " ".join(text for text, _picture, _size in said)] == []
