"""Every paper of a room as it comes out of the printer: all that was to be on it is there, within its pages."""

import re
from types import SimpleNamespace

import pypdfium2
import pytest
from PIL import ImageDraw
from playwright.sync_api import expect

from toolkit.activities import agenda
from toolkit.activities.models import Entry
from toolkit.activities.shapes.moves import hands
from toolkit.db import Database
from toolkit.language import use
from toolkit.workshops.models import COLOURS
from toolkit.workshops.services import find

LONG = "Une fonction dont le nom est long, parce que la table a voulu tout dire en une seule phrase, et plus encore"
MONTHS = "Le carnet des mois et des saisons de toute la région"
TITLE = ("La Musette des métiers d’accueil de l’établissement intercommunal " * 2)[:80]
BLANK = {"fr": "Vote blanc", "en": "Blank vote"}
EDGE = 6  # mm
SHEETS = ("pitch", "feature", "persona", "storyboard", "debrief", "next", "words", "video")


@pytest.fixture(scope="module")
def house(server):
    database = Database(f"sqlite:///{server.log.parent}/musette.db")
    yield database
    database.close()


@pytest.fixture
def room(desk, server, house):
    """Return how to prepare a room: room("en", choices=["Yes", …])."""

    def prepare(language, choices=(), tables=2, title=TITLE, step="", **options):
        screen = desk(language, **options)
        screen.page.goto(f"{server.laptop}/console")  # it has its keys from here

        def make(session):
            with use(language):
                brief = agenda.Brief("musette-90", title, [language], tables)
                workshop = agenda.prepare(session, brief)
                votes = {}
                for one in agenda.steps(session, workshop):
                    one.title = dict.fromkeys(("fr", "en"), f"{one.title[language]} {step}".strip())
                    if one.kind in {"dots", "judgment"}:
                        labels = [dict.fromkeys(("fr", "en"), label) for label in choices]
                        one.settings = {**one.settings, "source": "", "choices": labels}
                        votes.setdefault(one.kind, one.id)
                deal = next(one.id for one in agenda.steps(session, workshop) if one.kind == "deal")
                return {"code": workshop.code, "votes": votes, "deal": deal, "titles": titles(session, workshop)}

        def titles(session, workshop):
            steps = agenda.steps(session, workshop)
            listed = {
                "run sheet": steps,
                "agenda": [one for one in steps if not one.code.startswith("buffer")],
                "rules": [one for one in steps if one.kind in {"dots", "judgment"}],
            }
            return {name: [one.title[language] for one in some] for name, some in listed.items()}

        return SimpleNamespace(screen=screen, tables=tables, **house.write(make))

    return prepare


def look(room, path):
    screen = room.screen
    screen.page.goto(f"{screen.server.laptop}/run/{room.code}/{path}")
    expect(screen.page.locator(".papers[data-ready]")).to_have_count(1)
    return screen.page


def printed(page):
    """Return the text of each printed page; nothing may be where no printer reaches."""
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True)) as pdf:
        assert [number for number, sheet in enumerate(pdf) if inked(sheet, EDGE)] == []
        return [" ".join(_text(sheet).split()) for sheet in pdf]


def inked(sheet, edge, dpi=50):
    """Whether there is any ink nearer to an edge of the paper than so many mm."""
    picture = sheet.render(scale=dpi / 72).to_pil().convert("L")
    ImageDraw.Draw(picture).rectangle(
        [round(edge / 25.4 * dpi)] * 2 + [round(side - edge / 25.4 * dpi) for side in picture.size], 255
    )
    return picture.getextrema()[0] < 250


def _text(sheet, margin=EDGE / 25.4 * 72):
    text, (width, height) = sheet.get_textpage(), sheet.get_size()
    said = text.get_text_range()
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        if right > left and top > bottom:
            assert margin < left < right < width - margin, said[max(0, place - 20) : place + 20]
            assert margin < bottom < top < height - margin, said[max(0, place - 20) : place + 20]
    return said


def told(page):
    """What is said of a paper before it is printed."""
    return " ".join(note.inner_text() for note in page.locator("#tight, #lacking").all() if note.is_visible())


CHOICES = {
    "1": ["Seule"],
    "7-long": [f"{number}. {LONG}" for number in range(1, 8)],
    "21": [f"Fonction {number}." for number in range(1, 22)],
    "22": [f"Fonction {number}." for number in range(1, 23)],
    "26": [f"Fonction {number}." for number in range(1, 27)],
    "60": [f"{number}. {MONTHS}" for number in range(1, 61)],
}


@pytest.mark.parametrize("kind", ["dots", "judgment"])
@pytest.mark.parametrize("choices", CHOICES.values(), ids=CHOICES)
def test_a_ballot_has_every_choice_and_the_blank_vote_on_pages_that_say_which_they_are(room, choices, kind):
    room = room("fr", choices)
    page = look(room, f"{room.votes[kind]}/print/ballots?each=2")

    pages, ballots = printed(page), ballots_of(room, page)

    assert (told(page), len(ballots)) == ("", 4)
    for code in ballots:
        mine = [text for text in pages if code in text]
        assert all(label in " ".join(mine) for label in choices)
        assert BLANK["fr"] in mine[-1]
        if len(mine) > 1:
            numbers = [re.search(rf"{code} · Page (\d+) sur (\d+)", text).groups() for text in mine]
            assert numbers == [(str(number), str(len(mine))) for number in range(1, len(mine) + 1)]
    assert "" not in pages


def ballots_of(room, page):
    seen = page.locator(".half-foot").all_inner_texts()
    return list(dict.fromkeys(re.match(rf"MB {room.code} \S+ T\d+ \d+", one)[0] for one in seen))


@pytest.mark.parametrize("kind", ["dots", "judgment"])
@pytest.mark.parametrize("choices", ["7-long", "26"])
def test_a_ballot_loses_nothing_without_javascript(room, choices, kind):
    room = room("en", CHOICES[choices], java_script_enabled=False)
    screen = room.screen
    screen.page.goto(f"{screen.server.laptop}/run/{room.code}/{room.votes[kind]}/print/ballots?each=1")

    said = " ".join(printed(screen.page))

    assert [said.count(label) for label in CHOICES[choices]] == [room.tables] * len(CHOICES[choices])
    assert said.count(BLANK["en"]) == room.tables


PAPERS = [
    *("tents", "run-sheet", "rules", "agenda", "agenda?paper=a3", "badges?each=2"),
    *(f"sheets/{form}" for form in SHEETS), "sheets/pitch?paper=a3", "sheets/storyboard?paper=a3",
    *(f"{paper}?paper=letter" for paper in ("tents", "rules", "agenda", "badges", "sheets/pitch", "sheets/storyboard")),
]  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_paper_holds_long_words_within_its_pages(room, language):
    room = room(language, [LONG] * 3, tables=12, step=LONG)

    for path in PAPERS:
        page = look(room, f"print/{path}")
        pages = printed(page)
        said = " ".join(pages)

        assert (path, told(page)) == (path, "")
        if path.startswith(("run-sheet", "agenda")):
            listed = room.titles["agenda" if path.startswith("agenda") else "run sheet"]
            assert (path, [title for title in listed if " ".join(title.split()) not in said]) == (path, [])
        if not path.startswith("tents"):
            # a line that ends on a page ends without a space in some PDF
            assert (path, "".join(TITLE.split()) in "".join(said.split())) == (path, True)
        assert (path, "" in pages) == (path, False)


@pytest.mark.parametrize(("path", "times"), [("agenda", 3), ("rules", 15)])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_agenda_and_rules_that_are_long_go_on_on_another_page(room, language, path, times):
    room = room(language, step=f"{LONG} " * times)
    page = look(room, f"print/{path}")

    pages = printed(page)

    said, second = " ".join(pages), {"fr": "Page 2 sur", "en": "Page 2 of"}[language]
    assert told(page) == ""
    assert any(second in text and room.code[3:] in text for text in pages)
    assert [" ".join(title.split()) in said for title in room.titles[path]] == [True] * len(room.titles[path])
    assert page.evaluate(
        "(all => all.length === new Set(all).size)([...document.querySelectorAll('[id]')].map(one => one.id))"
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_dealing_sheet_of_twelve_tables_has_every_card_within_its_pages(room, house, language):
    room = room(language, tables=12, step=LONG)

    def deal(session):
        workshop = find(session, room.code)
        step = agenda.step(session, workshop, room.deal)
        hands.deal(session, workshop, step, duplicates=True)
        return [card.code for hand in hands.hands_of(session, step).values() for card in hand.cards]

    cards = house.write(deal)
    room.screen.page.goto(f"{room.screen.server.laptop}/run/{room.code}/{room.deal}/dealing-sheet")

    said = " ".join(printed(room.screen.page))

    assert [card for card in cards if card not in said] == []
    with use(language):
        assert [str(name) for name in COLOURS.values() if str(name) not in said] == []


def test_badges_hold_the_longest_names_that_may_be_typed(room):
    room = room("fr")
    names = [
        "W" * 10,
        "W" * 24,
        "Marie-Antoinette de La Rochefoucauld-Montmorency et Cie " + "WWWW",
        "M" * 60,
        "Œ" * 60,
    ]
    page = look(room, "print/badges")
    page.locator("[name=names]").fill("\n".join(f"{name}; 2" for name in names))
    page.locator(".paper-help button").first.click()
    expect(page.locator(".papers[data-ready] .name-first")).to_have_count(len(names))

    said = "".join(printed(page)).replace(" ", "")

    assert told(page) == ""
    assert [name for name in names if name.replace(" ", "") not in said] == []


def test_what_fits_no_page_is_named_before_it_is_printed(room):
    room = room("en", ["Short."], step="Endless. " * 700)
    page = look(room, f"{room.votes['dots']}/print/ballots?each=1")

    note = page.locator("#tight")
    expect(note).to_be_visible()
    assert f"MB {room.code}" in note.inner_text()
    assert "Page 2" in note.inner_text()
    assert len(note.inner_text().split(". ")) == 1


def test_a_character_that_no_font_has_is_named_with_its_paper_and_emoji_are_drawn(room):
    room = room("en", ["Party 🎉", "Nobody’s \ue000", "Plain"])
    page = look(room, f"{room.votes['dots']}/print/ballots?each=1")

    assert "🎉" in " ".join(printed(page))
    assert told(page) == f"Ballots: no font of this computer has \ue000 (U+E000, MB {room.code} dots T1 1)"


def letters(page, word):
    """Where a word stands on the first printed page: the boxes of its letters, in mm from the bottom left."""
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, print_background=True)) as pdf:
        text = pdf[0].get_textpage()
        start = text.get_text_range().rindex(word)
        return [[side / 72 * 25.4 for side in text.get_charbox(start + place)] for place in range(len(word))]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("language", "name"), [("fr", "Coquelicot"), ("en", "Poppy")])
def test_the_name_of_a_table_is_read_from_five_metres_and_its_sign_says_where_to_fold(room, language, name, paper):
    page = look(room(language), f"print/tents?paper={paper}")

    high = max(top - bottom for _left, bottom, _right, top in letters(page, name))
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as pdf:
        picture = pdf[0].render(scale=4).to_pil().convert("L")
        ticks = [picture.crop((x, picture.height // 2 - 6, x + 8, picture.height // 2 + 6)).getextrema()[0] for x in
                 (round(9 / 25.4 * 288), picture.width - round(11 / 25.4 * 288))]  # fmt: skip

    assert (high >= 25, [tick < 128 for tick in ticks]) == (True, [True, True])


@pytest.mark.parametrize("name", ["Li", "Jean-Baptiste", "Maximilienne Beauregard"])
def test_the_name_on_a_badge_takes_one_line_as_large_as_it_may_be_and_leaves_a_line_to_write_on(room, name):
    page = look(room("en"), "print/badges")
    page.locator("[name=names]").fill(name)
    page.locator(".paper-help button").first.click()
    expect(page.locator(".papers[data-ready] .name-first")).to_have_count(1)

    boxes = [box for box, letter in zip(letters(page, name), name, strict=True) if letter.isupper()]
    (left, bottom, _right, top), (*_rest, right, _top) = boxes[0], letters(page, name)[-1]

    assert max(box[1] for box in boxes) - min(box[1] for box in boxes) < 0.5
    assert right - left > 40 or top - bottom > 11
    assert page.locator(".name-line").bounding_box()["width"] > 150


LETTER = (612, 792)  # points
ON_LETTER = dict.fromkeys(("tents", "badges", "rules", "agenda", "run-sheet", "sheets/pitch"), LETTER)


@pytest.mark.parametrize(("path", "size"), [*ON_LETTER.items(), ("sheets/storyboard", LETTER[::-1])])
def test_every_paper_comes_on_letter(room, path, size):
    page = look(room("en"), f"print/{path}?paper=letter")

    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as pdf:
        sizes = {tuple(round(side) for side in sheet.get_size()) for sheet in pdf}

    assert (told(page), sizes) == ("", {size})


def test_the_number_of_a_table_is_dark_where_grounds_are_not_printed(room, house):
    room = room("en", tables=3)
    house.write(
        lambda session: hands.deal(
            session, find(session, room.code), agenda.step(session, find(session, room.code), room.deal)
        )
    )
    page = room.screen.page
    page.goto(f"{room.screen.server.laptop}/run/{room.code}/{room.deal}/dealing-sheet")
    page.emulate_media(media="print")

    chips = page.locator(".table-chip > b")

    assert chips.evaluate_all("all => all.map(one => getComputedStyle(one).color)") == ["rgb(0, 0, 0)"] * 3
    assert "rgba(0, 0, 0, 0)" in chips.first.evaluate("one => getComputedStyle(one).backgroundColor")


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_pictures_of_a_story_are_as_wide_as_photos(room, paper):
    page = look(room("fr"), f"print/sheets/storyboard?paper={paper}")

    boxes = [one.bounding_box() for one in page.locator(".worksheet-picture").all()]

    assert (told(page), len(boxes)) == ("", 12)
    assert {round(box["width"] / box["height"], 2) for box in boxes} == {1.33}
    assert min(box["width"] for box in boxes) > 60 / 25.4 * 96


def test_a_sheet_has_a_column_for_each_card_that_its_table_keeps(room, house):
    room = room("en", tables=2)

    def keep(session):
        workshop = find(session, room.code)
        rules = {one.code: one for one in agenda.steps(session, workshop)}
        rules["compose"].is_open = True
        hands.deal(session, workshop, rules["compose"], duplicates=True)
        table = workshop.tables[0]
        hand = hands.hands_of(session, rules["compose"])[table.id]
        codes = [card.code for card in hand.cards if card.code[0] != "P"][:2]
        for code in codes:
            hands.keep(session, rules["compose"], table, code, "kept")
        return codes

    before = look(room, "print/sheets/feature").locator(".worksheet-column").count()
    codes = house.write(keep)
    page = look(room, "print/sheets/feature")
    headings = page.locator(".worksheet-card").all_inner_texts()

    assert [heading.split(" · ")[0] for heading in headings[:2]] == codes
    assert (len(headings[2:]), set(headings[2:])) == (before // 2, {"Card"})
    assert told(page) == ""


WORDS = "Une porte ouverte le soir, une lumière, une voix qui répond et qui a le temps. "
ASKED = [
    {"code": code, "limit": 5000, "label": {"fr": f"Question {code} ?", "en": f"Question {code}?"}}
    for code in ("one", "two", "three")
]
LINES = "\n".join(f"({number}) {WORDS}" for number in range(1, 41))


@pytest.fixture
def exhibit(room, house):
    """Return how to show the posters of tables that wrote these texts: exhibit("fr", ["short"], [], …)."""

    def show(language, *tables, query=""):
        one = room(language, tables=len(tables))

        def write(session):
            workshop = find(session, one.code)
            steps = {step.code: step for step in agenda.steps(session, workshop)}
            steps["pitch"].settings = {"title": {"fr": "Fiche", "en": "Sheet"}, "fields": ASKED}
            for table, texts in zip(workshop.tables, tables, strict=True):
                for field, text in zip(ASKED, texts, strict=False):
                    where = {"activity_id": steps["pitch"].id, "table_id": table.id, "field": field["code"]}
                    session.add(Entry(**where, version=1, text=text))
            return steps["gallery"].id

        return look(one, f"{house.write(write)}/print/posters{query}")

    return show


@pytest.mark.parametrize("query", ["", "?paper=a3", "?paper=letter"])
def test_a_poster_of_the_exhibition_has_all_that_its_table_wrote_on_as_many_pages_as_it_takes(exhibit, query):
    page = exhibit("fr", [], ["Une porte.", WORDS], [LINES, WORDS * 12, LINES], query=query)

    pages = printed(page)
    said = "".join("".join(pages).split())

    assert told(page) == ""
    assert [text for text in LINES.splitlines() if said.count("".join(text.split())) != 2] == []
    assert said.count("".join(WORDS.split())) == 1 + 12 + 80
    assert "Page 2 sur" in " ".join(pages)
    assert said.count("Etvous,qu’endites-vous") == 3


def test_a_text_without_an_end_that_fits_no_page_is_named_before_it_is_printed(exhibit):
    page = exhibit("en", [WORDS * 62], ["Short"])

    assert "Table 1" in told(page)
    assert "Table 2" not in told(page)


def test_all_papers_at_once_are_the_pages_of_each_alone(room):
    made = room("fr", choices=["Oui", "Non"], title="Une salle")
    page = made.screen.page
    page.goto(f"{made.screen.server.laptop}/run/{made.code}/preflight")
    listed = "all => all.map((one) => one.getAttribute('href').replace(/.*?run.[A-Z0-9]+./, ''))"
    alone = page.locator("#paper ~ p.row a[href*='/print/']:not([href$='/posters'])").evaluate_all(listed)

    together = printed(look(made, "print/all"))
    assert [text for text in together if re.match(r"\d+ / \d+ ", text)] == []

    apart = [text for path in alone for text in printed(look(made, path))]
    assert sorted(map(unnumbered, together)) == sorted(map(unnumbered, apart))
    assert told(page) == ""


def unnumbered(text):
    """Return the text of a page without its place in its paper: among all papers it has none."""
    return re.sub(r"^\d+ / \d+ ", "", text)
