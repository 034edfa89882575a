"""One deck has one verdict, in the same words: checked, imported, printed, looked at in the console, or got ready."""

import html
import io
import time
import zipfile

import pytest
from click.testing import CliRunner
from PIL import Image

from toolkit.activities import agenda
from toolkit.cli import main
from toolkit.decks import library

DECK = """code = "essai"
licence = "CC0-1.0"
credits = "Amina"
languages = ["en", "fr"]
title = { en = "Trial" }
[[kinds]]
code = "idea"
prefix = "I"
colour = "#1D5C93"
shape = "circle"
name = { en = "Idea" }
plural = { en = "Ideas" }
"""
CARD = """code = "I01"
kind = "idea"
HEAD
[en]
title = "Bench"
text = "Sit down."
[fr]
title = "Banc"
text = "S’asseoir."
"""
PICTURED = 'image = "a.png"'


def card(head="", *changes):
    """The file of a card, with a line at its head, and texts put in the place of others."""
    text = CARD.replace("HEAD", head)
    for before, after in changes:
        text = text.replace(before, after)
    return text.encode()


def picture(width, height):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#1F6B48").save(file, "PNG")
    return {"images/a.png": file.getvalue()}


ALT = [('text = "Sit', 'alt = "Bench"\ntext = "Sit'), ('text = "S’', 'alt = "Banc"\ntext = "S’')]
REFUSED = {
    "what the deck itself says wrong": (
        {
            "cards/a.toml": card(PICTURED, *ALT),
            "cards/b.toml": card('icon = "nothing-such"\nportrait = "oval ovum"'),
            "cards/c.toml": card("", ('title = "Bench"\n', ""), ("I01", "I02")),
            "cards/d.toml": card('theme = "T09"', ("I01", "I03")),
        },
        [
            "I01 image: there is no a.png in the folder images.",
            "I01 icon: there is no icon called nothing-such.",
            "I01 portrait: there is no part of a portrait called ovum.",
            "I01: this code is used more than once.",
            "I02 [en]: the title is missing.",
            "I03: its theme, T09, is not a card of this deck.",
        ],
    ),
    "a picture that is not described": (
        {"cards/a.toml": card(PICTURED, ALT[0]), **picture(900, 600)},
        ["I01 [fr] alt: the image is not described."],
    ),
    "what its cards would not show": (
        {
            "cards/a.toml": card(PICTURED, *ALT),
            "cards/b.toml": card("", ("Sit down.", "Sit down here. " * 70), ("I01", "I02")),
            "cards/c.toml": card("", ("Sit down.", "Sit \ue000 down."), ("I01", "I03")),
            **picture(60, 40),
        },
        [
            "I01 image: its picture of 60 × 40 pixels has only 72 dots to the inch as printed; 150 are needed.",
            "I02 [en]: front, 47.6 mm too long for a card of 63 × 88 mm.",
            "I03 [en]: text: no font here has “\ue000” (U+E000).",
        ],
    ),
}
WARNED = {
    "a language that a card lacks": (
        {"cards/i01.toml": card().partition(b"[fr]")[0]},
        ["I01 [fr]: it says nothing in this language, and is shown in another."],
    ),
}
SOUND = {"cards/i01.toml": card("", ("Sit down.", "so " * 55))}  # more words than are counted on, and they fit


@pytest.fixture
def folder(settings, monkeypatch):
    """Write a deck into the folder of decks of this machine, and have the commands speak English there."""
    monkeypatch.setenv("MUSETTE_LANGUAGE", "en")
    library.look_in(settings.data / "decks")

    def write(files):
        place = settings.data / "decks" / "essai"
        for name, content in {"deck.toml": DECK.encode(), **files}.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(content)
        return place

    yield write
    library.look_in(settings.data / "nowhere")


def command(settings, *words):
    """What a command says, and whether it refuses."""
    result = CliRunner().invoke(
        main, ["decks", *map(str, words), "--data", str(settings.data)], env={"MUSETTE_LANGUAGE": "en"}
    )
    assert result.exit_code in {0, 1}, result.output
    return result.stdout + result.stderr, result.exit_code == 1


def commands(settings, place):
    """What is said of the deck in a folder by each command, in English and whether in one language or another."""
    printed = ("--lang", "en", "--no-remember")
    yield "check", command(settings, "check", place)
    yield "import", command(settings, "import", place, "--code", "kept")
    yield "print", command(settings, "print", place, "-o", settings.data / "a.pdf", *printed)
    yield "preflight", command(settings, "preflight", place, "--lang", "en")


def pages(browser, database, place):
    """What the console says of the same deck: as a file to import, as its sheets, and as the cards of a workshop."""
    yield "import page", uploaded(browser, place)
    page = drawn(browser, "/console/decks/essai/preview?language=en")
    yield "sheets", (page, "Not ready to print" in page)
    brief = agenda.Brief(template="any-60", title="Trial", languages=["en"], tables=2, deck="essai")
    code = database.write(lambda session: agenda.prepare(session, brief).code)
    ready = html.unescape(browser.get(f"/run/{code}/preflight?cards").text)
    yield "get ready", (ready, '<li data-state="fail" id="check-cards">' in ready)


def uploaded(browser, place):
    """What the page of an import says, and whether a button that accepts nothing is refused."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path in place.rglob("*.*"):
            archive.write(path, path.relative_to(place.parent))
    file.seek(0)
    address = browser.send("/console/decks/import", {"file": (file, "essai.zip")}).location
    page = html.unescape(browser.get(address).text)
    return page, browser.send(address, {"code": "uploaded"}).status_code != 303


def drawn(browser, address):
    for _moment in range(600):
        page = browser.get(address).text
        if "hx-trigger" not in page:
            return html.unescape(page)
        time.sleep(0.05)
    pytest.fail("The preview was not done within half a minute.")


@pytest.mark.parametrize(("files", "sentences"), REFUSED.values(), ids=REFUSED)
def test_what_keeps_a_deck_from_being_printed_is_refused_everywhere_in_the_same_words(
    as_owner, database, settings, folder, files, sentences
):
    place = folder(files)
    ways = dict([*commands(settings, place), *pages(as_owner, database, place)])

    assert {way: refused for way, (_text, refused) in ways.items()} == dict.fromkeys(ways, True)
    assert [(way, one) for way, (text, _refused) in ways.items() for one in sentences if one not in text] == []


@pytest.mark.parametrize(("files", "sentences"), WARNED.values(), ids=WARNED)
def test_a_warning_is_said_everywhere_and_stops_nothing(as_owner, database, settings, folder, files, sentences):
    place = folder(files)
    ways = dict([*commands(settings, place), *pages(as_owner, database, place)])
    ways_on = {way: found for way, found in ways.items() if way != "import page"}  # there, a click says it was seen

    assert {way: refused for way, (_text, refused) in ways_on.items()} == dict.fromkeys(ways_on, False)
    assert {way for way, (text, _refused) in ways.items() if not all(one in text for one in sentences)} == {"get ready"}


def test_words_that_were_counted_give_way_to_what_is_measured_everywhere(as_owner, database, settings, folder):
    ways = dict([*commands(settings, folder(SOUND)), *pages(as_owner, database, folder(SOUND))])

    assert {way: refused for way, (_text, refused) in ways.items()} == dict.fromkeys(ways, False)
    assert not [way for way, (text, _refused) in ways.items() if "words too many" in text]


def test_a_card_of_no_kind_is_refused_in_one_sentence_by_every_command(settings, folder):
    place = folder({"cards/i01.toml": card().replace(b'"idea"', b'"ideal"')})

    texts = {text for _way, (text, _refused) in commands(settings, place)}

    assert texts == {"Error: I01: its kind, ideal, is not in deck.toml.\n"}


def test_what_only_its_cards_show_wrong_is_kept_to_be_corrected_if_that_is_wished(settings, folder):
    place = folder(REFUSED["what its cards would not show"][0])
    said, refused = command(settings, "import", place, "--code", "kept", "--anyway")
    missing = command(
        settings, "import", folder(REFUSED["what the deck itself says wrong"][0]), "--code", "lost", "--anyway"
    )

    assert (refused, missing[1]) == (False, True)
    assert "I02 [en]: front, 47.6 mm too long" in said
    assert {"kept", "essai"} <= set(library.known())
    assert "lost" not in library.known()
