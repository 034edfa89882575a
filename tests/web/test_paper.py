"""What the room needs on paper, and the form that asks for a deck."""

import re
import time
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from tests.printing.tagged import faults
from toolkit.activities import agenda
from toolkit.activities.kinds.sheet.forms import FORMS
from toolkit.activities.shapes.moves import hands
from toolkit.decks import library
from toolkit.printing.order.prints import PastPrints
from toolkit.printing.paper.paper_codes import read

DECK = """code = "coarse"
licence = "CC0-1.0"
credits = "Amina"
languages = ["en"]
[title]
en = "Coarse"
"""
KIND = """[[kinds]]
code = "{0}"
prefix = "{1}"
colour = "#1F6B48"
shape = "circle"
name = {{ en = "{1}" }}
plural = {{ en = "{1}" }}
"""
CARD = 'code = "{0}"\nkind = "{1}"\n{2}\n[en]\ntitle = "{0}"\nalt = "Green"\ntext = "{3}"\n'


@pytest.fixture
def coarse(settings):
    """A deck with a picture that is too coarse, and with a text too long for a small card."""
    folder = settings.data / "decks" / "coarse"
    (folder / "cards").mkdir(parents=True)
    (folder / "images").mkdir()
    (folder / "deck.toml").write_text(DECK + KIND.format("a", "A") + KIND.format("b", "B"), "utf-8")
    (folder / "cards" / "A1.toml").write_text(CARD.format("A1", "a", 'image = "a.png"', "Short."), "utf-8")
    (folder / "cards" / "B1.toml").write_text(CARD.format("B1", "b", "", "Long enough. " * 65), "utf-8")
    Image.new("RGB", (60, 40), "#1F6B48").save(folder / "images" / "a.png")
    library.look_in(settings.data / "decks")
    yield folder.name
    library.look_in(settings.data / "nowhere")


PACKET = [
    'class="run-sheet"', "poster-steps", "paper-page tent", "paper-page badges", "rules-card", "worksheet-who",
    "ballot-paper",
]  # fmt: skip


def test_one_page_holds_every_paper_that_the_agenda_uses_in_the_order_of_the_evening(as_chloe, room):
    page = as_chloe.get(f"/run/{room.code}/print/all").text
    ready = as_chloe.get(f"/run/{room.code}/preflight").text
    listed = re.sub("<details>.*?</details>", "", ready[ready.index('id="paper"') :], count=1, flags=re.DOTALL)
    links = set(re.findall(rf'href="(/run/{room.code}/[^"]*print/[^"]+)"', listed))
    alone = {one for one in links if not one.endswith(("/all", "/posters"))}  # posters show what is written later

    places = [page.index(mark) for mark in PACKET]
    assert places == sorted(places)
    assert page.count("paper-part") == len(alone) == 10
    assert page.count("paper-page") == sum(as_chloe.get(one).text.count("paper-page") for one in alone)
    assert page.count('class="papers"') == 1
    assert f"/run/{room.code}/print/all" in ready


def deal(room):
    def to_every_table(session, workshop):
        hands.deal(session, workshop, agenda.step(session, workshop, room.step("compose")), duplicates=True)

    room.write(to_every_table)


def test_a_deal_that_stands_and_the_own_sheets_of_steps_are_among_all_papers(as_chloe, room):
    place, before = (
        f"/run/{room.code}/{room.step('compose')}/dealing-sheet",
        as_chloe.get(f"/run/{room.code}/preflight"),
    )
    assert "dealing-sheet" not in as_chloe.get(f"/run/{room.code}/print/all").text + before.text
    deal(room)
    own = [f"/run/{room.code}/{room.begin(kind, kind=kind)}/paper" for kind in ("roles", "questions")]

    page, ready = as_chloe.get(f"/run/{room.code}/print/all").text, as_chloe.get(f"/run/{room.code}/preflight").text

    assert [f'href="{one}"' in ready for one in (place, *own)] == [True] * 3
    cards = re.findall(r"<td><b>(\w+)</b></td>", as_chloe.get(place).text)
    assert cards
    assert [card for card in cards if page.count(f"<b>{card}</b>") < cards.count(card)] == []
    assert page.count("paper-part") == 13
    assert page.count("Field advocate") == 3


def test_a_paper_whose_step_is_taken_out_leaves_all_papers(as_chloe, room):
    before = as_chloe.get(f"/run/{room.code}/print/all").text
    room.write(lambda session, here: [session.delete(one) for one in agenda.steps(session, here) if one.kind == "dots"])

    after = as_chloe.get(f"/run/{room.code}/print/all?paper=letter").text

    assert after.count("paper-part") == before.count("paper-part") - 1
    assert 'data-paper="letter"' in after


def drawn(browser, address):
    """The page of a preview, once every sheet is drawn."""
    for _moment in range(600):
        page = browser.get(address).text
        if "hx-trigger" not in page:
            return page
        time.sleep(0.05)
    pytest.fail("The preview was not done within half a minute.")


def test_the_signs_of_tables_lead_to_their_table(as_chloe, room):
    page = as_chloe.get(f"/run/{room.code}/print/tents").text

    assert page.count("tent-near") == page.count("tent-far") == 3
    assert f"{room.code[:3]} {room.code[3:]}" in page


def test_the_run_sheet_has_every_step_with_its_start_and_its_script(as_chloe, room):
    page = as_chloe.get(f"/run/{room.code}/print/run-sheet").text

    assert [start in page for start in ("0:00", "0:06", "0:10", "0:20")] == [True] * 4
    assert "90 min in all" in page
    assert "one person reads the persona aloud" in page


@pytest.mark.parametrize(("form", "said"), [("persona", "What gets in the way"), ("storyboard", "The twist")])
def test_each_table_has_its_sheet_with_the_workshop_on_it(as_chloe, room, form, said):
    page = as_chloe.get(f"/run/{room.code}/print/sheets/{form}").text

    feet = re.findall(r'class="worksheet-foot">\s*Tuesday in Nantes', page)
    assert (page.count(said), len(feet)) == (3, 3)


def test_a_sheet_that_does_not_exist_is_no_page(as_chloe, room):
    assert as_chloe.get(f"/run/{room.code}/print/sheets/poem").status_code == 404


def test_get_ready_leads_to_the_paper(as_chloe, room):
    page = as_chloe.get(f"/run/{room.code}/preflight").text

    papers = ("tents", "run-sheet", "sheets/pitch", "badges", "agenda", "rules")
    assert all(f"/run/{room.code}/print/{name}" in page for name in papers)
    assert page.count("/print/ballots") == 2


def test_every_ready_sheet_is_offered(as_chloe, room):
    page = as_chloe.get(f"/run/{room.code}/preflight").text

    assert sorted(re.findall(r"/print/sheets/(\w+)", page)) == sorted(FORMS)


def test_badges_are_blank_for_each_seat_or_bear_the_names_of_a_list(as_chloe, room):
    address = f"/run/{room.code}/print/badges"
    blank = as_chloe.get(f"{address}?each=4").text
    named = as_chloe.send(address, {"names": "Amina; 2\n\nJean-Noël\tOuest\nZoé, 99\n"}).text

    assert (blank.count('class="name-badge"'), named.count('class="name-badge"')) == (12, 3)
    assert re.findall(r'class="name-first"><svg[^>]*><text[^>]*>([^<]+)</text>', named) == [
        "Amina",
        "Jean-Noël Ouest",
        "Zoé",
    ]
    assert named.count('class="name-table"') == 1


def test_a_list_of_names_without_end_is_refused(as_chloe, room):
    answer = as_chloe.send(f"/run/{room.code}/print/badges", {"names": "Ana\n" * 401})

    assert (answer.status_code, "400 badges" in answer.text) == (422, True)


def test_every_ballot_has_its_own_number_and_no_table_is_offered_its_own(as_chloe, room):
    page = as_chloe.get(f"/run/{room.code}/{room.step('dots')}/print/ballots?each=3").text

    codes = re.findall(r'<p class="half-foot">(MB [^<]+)</p>', page)
    assert len(codes) == len(set(codes)) == 9
    assert [(one.table, one.number, one.workshop) for one in map(read, codes[:4])] == [
        (1, 1, room.code), (1, 2, room.code), (1, 3, room.code), (2, 1, room.code),
    ]  # fmt: skip
    assert "There is nothing to vote on yet" in page


def test_ballots_are_for_votes(as_chloe, room):
    assert as_chloe.get(f"/run/{room.code}/{room.step('compose')}/print/ballots").status_code == 422


def test_the_rules_say_how_the_vote_is_counted(as_chloe, room):
    page = as_chloe.get(f"/run/{room.code}/print/rules").text

    assert [said in page for said in ("One person speaks at a time", "tied", "The vote is secret")] == [True] * 3


def test_the_rules_are_six_lines_and_how_people_vote_is_on_the_back(as_chloe, room):
    front, _mark, back = as_chloe.get(f"/run/{room.code}/print/rules").text.partition("votes-card")

    assert (
        front.partition("rules-card")[2].count("<li>"),
        "Majority judgment" in front,
        "Majority judgment" in back,
    ) == (12, False, True)


def test_the_poster_has_the_times_of_the_clock_breaks_as_bands_and_nothing_held_in_reserve(as_chloe, room):
    def prepare(session, workshop):
        workshop.starts = "09:00"
        step = next(one for one in agenda.steps(session, workshop) if one.code == "frame")
        step.kind, step.settings, step.title = "pause", {}, {"en": "Coffee"}
        return next(one.title["en"] for one in agenda.steps(session, workshop) if one.code == "buffer")

    reserve = room.write(prepare)
    page = as_chloe.get(f"/run/{room.code}/print/agenda").text

    assert [time in page for time in ("09:00", "09:06", "10:30")] == [True] * 3
    assert re.findall(r'class="poster-break">.*?poster-step">(\w+)<', page, re.DOTALL) == ["Coffee"]
    assert reserve not in page
    assert reserve in as_chloe.get(f"/run/{room.code}/print/run-sheet").text


def test_the_poster_and_the_sheets_come_on_a3_too(as_chloe, room):
    for path in ("agenda", "sheets/pitch"):
        page = as_chloe.get(f"/run/{room.code}/print/{path}?paper=a3").text
        assert ('data-paper="a3"' in page, "A3, 100\u202f%" in page or "A3, 100 %" in page) == (True, True)
    assert as_chloe.get(f"/run/{room.code}/print/agenda?paper=b5").status_code == 404


def test_the_run_sheet_is_a_tagged_document_too(as_chloe, room):
    answer = as_chloe.get(f"/run/{room.code}/print/run-sheet.pdf")

    with pikepdf.open(BytesIO(answer.data)) as pdf, pdf.open_metadata() as about:
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked), "/StructTreeRoot" in pdf.Root) == ("en", True, True)
        assert about["pdfuaid:part"] == "1"
    assert faults(answer.data) == []


def test_a_deck_is_printed_from_the_form_as_the_browser_sends_it(as_owner):
    asked = (
        "sheet=a4-poker-9up&language=fr&variant=&finish=ink&flip=long-edge&kinds=theme&levels=&tags=&tables=&blanks="
    )
    answer = as_owner.get(f"/console/decks/musette/print?{asked}&second=en&card=tarot&paper=letter&right=&down=1,5")

    assert (answer.status_code, answer.mimetype, answer.data[:4]) == (200, "application/pdf", b"%PDF")


def test_a_deck_printed_from_the_form_is_remembered_and_its_text_is_not(as_owner, app):
    kept = PastPrints(app.extensions["house"].settings.data / "prints")
    asked = {"sheet": "a4-poker-9up", "language": "fr", "kinds": "theme"}

    read = as_owner.send("/console/decks/musette/print", asked | {"edition": "text"})
    before = kept.of("musette")
    cut = as_owner.send("/console/decks/musette/print", asked)

    assert [read.data[:4], cut.data[:4]] == [b"%PDF", b"%PDF"]
    assert (before, list(kept.of("musette")[0].cards)) == ([], ["TA", "TB", "TC"])


@pytest.mark.parametrize(("way", "page"), [("sheets", "preview"), ("browser", "sheets")])
def test_the_form_leads_to_the_sheets_with_what_was_asked_and_no_token(as_owner, way, page):
    answer = as_owner.send("/console/decks/musette/print", {"way": way, "kinds": ["theme", "role"], "finish": "ink"})

    path, _mark, query = answer.location.partition("?")
    assert (answer.status_code, path) == (303, f"/console/decks/musette/{page}")
    assert sorted(query.split("&")) == ["finish=ink", "kinds=role", "kinds=theme"]


def test_a_print_that_fails_a_check_is_refused_by_its_card_and_not_remembered(as_owner, app, coarse):
    kept = PastPrints(app.extensions["house"].settings.data / "prints")

    cut = as_owner.send(f"/console/decks/{coarse}/print", {"language": "en", "kinds": "a"})
    long = as_owner.send(f"/console/decks/{coarse}/print", {"language": "en", "card": "business", "kinds": "b"})

    assert (cut.status_code, long.status_code) == (422, 422)
    assert "A1 image: its picture of 60 × 40 pixels has only" in cut.text
    assert "lets you print it all the same" in cut.text
    assert "B1 [en]: front" in long.text
    assert kept.of(coarse) == []


def test_a_check_is_overruled_on_purpose_after_looking(as_owner, coarse):
    address = f"/console/decks/{coarse}/preview?language=en&kinds=a"
    page = drawn(as_owner, address)
    key = re.search(r"/console/previews/(\w+)/", page)[1]

    answers = [as_owner.send(f"/console/previews/{key}/take", form) for form in ({}, {"anyway": "yes"})]

    assert "Print it all the same" in page
    assert [answer.status_code for answer in answers] == [409, 200]
    assert answers[1].data.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("kinds=wizard", 404),
        ("finish=gold", 404),
        ("right=x", 404),
        ("card=huge", 422),
        ("second=fr&language=en&split=yes", 422),
        ("tags=invention&kinds=role", 422),
    ],
)
def test_what_cannot_be_printed_is_refused(as_owner, asked, status):
    assert as_owner.get(f"/console/decks/musette/print?{asked}").status_code == status


def test_the_form_offers_every_choice(as_owner):
    page = as_owner.get("/console/decks/musette").text

    names = ["sheet", "language", "variant", "finish", "flip", "kinds", "levels", "tags", "tables", "blanks", "second"]
    assert all(f'name="{name}"' in page for name in [*names, "card", "paper", "per-page", "guides", "right", "down"])


def test_the_code_of_a_blank_card_leads_somewhere_whatever_its_number(as_owner):
    assert [as_owner.get(f"/c/musette/{code}").status_code for code in ("W1", "W27", "w4", "W", "P77")] == [
        200, 200, 200, 404, 404,
    ]  # fmt: skip
