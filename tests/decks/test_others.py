"""Decks as other people write them: read as they are, and printed with one command."""

from collections import Counter

import pikepdf
import pytest
from click.testing import CliRunner

from tests.decks.others import packing
from toolkit.cli import main
from toolkit.decks.files import decoding
from toolkit.language import use

PER_SHEET = 9


def printed(tmp_path, file, language):
    """Print a file with one command; return the PDF."""
    made = tmp_path / "cut.pdf"
    done = CliRunner().invoke(main, ["decks", "print", str(file), "-o", str(made), "--lang", language])
    assert done.exit_code == 0, done.output
    return pikepdf.open(made)


def test_a_french_spreadsheet_of_windows_is_read_as_it_is():
    with use("fr"):
        bundle = decoding.decode("csv", packing.FRENCH.read_bytes(), "mediatheque")
    deck = bundle.deck

    assert not bundle.notes
    assert not bundle.problems
    assert deck.languages == ("fr",)
    assert {kind.name["fr"]: len(deck.of_kind(kind.code)) for kind in deck.kinds} == {
        "Usager": 6,
        "Lieu": 4,
        "Idée": 5,
        "Contrainte": 3,
    }
    card = deck.cards[0]
    assert (card.quantity, card.tags) == (2, ("famille", "temps"))
    text = card.texts["fr"]
    assert (text.title, text.subtitle) == ("Nadia, 34 ans", "Deux enfants, pas de voiture")
    assert text.text.startswith("Elle passe à la médiathèque entre l’école et le bus\u00a0:")
    assert "600\u202f€" in deck.cards[14].texts["fr"].text


def test_an_english_deck_of_120_cards_comes_with_its_images():
    with use("en"):
        bundle = decoding.decode("zip", packing.english_with_images(), "repair-cafe")
    deck = bundle.deck

    assert len(deck.cards) == 120
    assert not bundle.problems
    assert bundle.notes == ["No column describes the images: the titles of the cards stand for it."]
    assert Counter(card.quantity for card in deck.cards) == {1: 100, 2: 20}
    assert len(bundle.images) == 44
    assert {card.image for card in deck.cards} == set(bundle.images)
    toaster = deck.cards[0]
    assert (toaster.image, toaster.texts["en"].alt) == ("toaster.png", "Toaster")
    assert toaster.texts["en"].back == "Mend it, give it away, or say goodbye?"


def test_a_sheet_linked_by_nandeck_is_read_as_it_is():
    with use("en"):
        bundle = decoding.decode("csv", packing.NANDECK.read_bytes(), "night").fitted()
    deck = bundle.deck
    night, badge, porter = deck.cards

    assert not bundle.problems
    assert bundle.notes == [
        "Column H, “COLOR”, is not used.",
        "3 images are left out: they come in a .zip with the spreadsheet.",
    ]
    assert {kind.name["en"] for kind in deck.kinds} == {"Moment", "Person"}
    assert [card.quantity for card in deck.cards] == [2, 1, 1]
    said = night.texts["en"]
    assert (said.title, said.text, said.back, said.quote) == (
        "Night shift", "Half the team is asleep.\nHalf the doors are locked.", "What can wait until six?", "“Shh.”",
    )  # fmt: skip
    assert badge.texts["en"].text == "The reader blinks red."
    assert porter.texts["en"].name == ""


def test_images_that_do_not_come_with_the_spreadsheet_are_left_out():
    with use("en"):
        bundle = decoding.decode("csv", packing.ENGLISH.read_bytes(), "repair-cafe").fitted()

    assert bundle.notes == ["44 images are left out: they come in a .zip with the spreadsheet."]
    assert not any(card.image or card.texts["en"].alt for card in bundle.deck.cards)


@pytest.mark.parametrize(("file", "language", "cards"), [("french", "fr", 24), ("english", "en", 140)])
def test_one_command_makes_a_file_ready_to_cut(tmp_path, file, language, cards):
    path = packing.FRENCH
    if file == "english":
        path = tmp_path / "repair-cafe.zip"
        path.write_bytes(packing.english_with_images())

    pdf = printed(tmp_path, path, language)

    sheets = -(-cards // PER_SHEET)
    assert len(pdf.pages) == 2 * sheets
    width, height = (float(length) / 72 * 25.4 for length in pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (210, 297)
    pictures = {str(image.objgen) for page in pdf.pages for image in found(page)}
    assert len(pictures) >= (44 if file == "english" else 0)


def found(page) -> list:
    """List the images of a page, those within the forms it is made of included."""
    resources = page.obj.get("/Resources", {}).get("/XObject", {})
    seen = []
    for name in list(resources.keys()):
        thing = resources[name]
        if thing.get("/Subtype") == "/Image":
            seen.append(thing)
        elif thing.get("/Subtype") == "/Form":
            seen += found(_Form(thing))
    return seen


class _Form:
    def __init__(self, obj):
        self.obj = obj
