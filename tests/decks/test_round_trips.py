"""A deck with everything a deck may hold goes out in each format and comes back, through the limited process."""

import io
import tomllib

import pytest
from PIL import Image

from toolkit.decks import library
from toolkit.decks.files import decoding, imports
from toolkit.decks.files.exports import FORMATS
from toolkit.decks.folder import booklet, bundles, tables, writing
from toolkit.decks.folder.bundles import Bundle
from toolkit.paths import CARDS

CARD = """code = "A1"
kind = "feature"
order = 1
image = "{name}"
credit = "Photo : Une Agence"
icon = "notebook-tabs"

[fr]
title = "Agenda"
text = "L'agenda de l'équipe : à « deux »."
alt = "Un cahier ouvert"

[en]
title = "Diary"
text = "The team's diary."
alt = ""

[variants.agents-publics.fr]
title = "Agenda du service"
alt = "Un registre"
"""


def photo(kind: str) -> bytes:
    made = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(made, kind, comment=b"secret")
    return made.getvalue()


@pytest.fixture(scope="module")
def whole() -> Bundle:
    """The Musette deck with two images, an icon and headlines on the backs of a kind."""
    files = bundles.read(CARDS / "musette").files()
    written = tomllib.loads(files["deck.toml"].decode())
    next(one for one in written["kinds"] if one["code"] == "feature")["back"] = {"fr": "Et si…", "en": "What if…"}
    files["deck.toml"] = tables.written(written).encode()
    files["cards/A1.toml"] = CARD.format(name="a-1.jpg").replace('alt = ""', 'alt = "An open book"').encode()
    other = CARD.format(name="B_2.png").replace('"A1"', '"A2"', 1).replace('alt = ""', 'alt = "A book"')
    files["cards/A2.toml"] = other.encode()
    pictures = {"images/a-1.jpg": photo("JPEG"), "images/B_2.png": photo("PNG")}
    return bundles.build(files | pictures)


def toml_of(bundle: Bundle) -> dict[str, bytes]:
    return {name: content for name, content in bundle.files().items() if name.endswith(".toml")}


def test_a_zip_comes_back_to_the_byte_with_its_images(whole):
    back = decoding.decode("zip", FORMATS["zip"](whole), "musette")

    assert not back.problems
    assert toml_of(back) == toml_of(whole)
    assert back.images.keys() == whole.images.keys()
    assert all(b"secret" not in content for content in back.images.values())


def test_a_zip_carries_the_booklet_of_its_deck(tmp_path):
    bundle = bundles.read(CARDS / "musette")
    back = decoding.decode("zip", FORMATS["zip"](bundle))

    assert back.booklet == bundle.booklet
    assert back.notes == []
    writing.write(back.files(), tmp_path)
    assert booklet.booklet(tmp_path) == booklet.booklet(CARDS / "musette")


def test_images_that_were_written_anew_once_change_no_more_in_size(whole):
    once = decoding.decode("zip", FORMATS["zip"](whole), "musette")

    twice = decoding.decode("zip", FORMATS["zip"](once), "musette")

    for name, content in twice.images.items():
        assert Image.open(io.BytesIO(content)).size == Image.open(io.BytesIO(once.images[name])).size
    assert twice.images["B_2.png"] == once.images["B_2.png"]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_spreadsheet_comes_back_to_the_byte(whole, kind):
    back = decoding.decode(kind, FORMATS[kind](whole), "musette")

    assert not back.problems
    assert writing.files(back.deck) == writing.files(whole.deck)


def test_the_cards_of_a_csv_file_come_back_to_the_byte(whole):
    back = decoding.decode("csv", FORMATS["csv"](whole), "musette")

    mine, theirs = writing.files(whole.deck), writing.files(back.deck)
    assert {name: theirs[name] for name in theirs if name.startswith("cards/")} == {
        name: mine[name] for name in mine if name.startswith("cards/")
    }


def test_a_deck_edited_elsewhere_as_a_spreadsheet_finds_its_images_again(whole, tmp_path):
    library.look_in(tmp_path / "decks")
    mine = decoding.decode("zip", FORMATS["zip"](whole.renamed("mine")), "mine")
    imports.save(mine, tmp_path / "decks")
    sheet = decoding.decode("xlsx", FORMATS["xlsx"](mine), "mine")
    assert not sheet.images

    imports.save(sheet, tmp_path / "decks", replace=True)

    kept = bundles.read(tmp_path / "decks" / "mine")
    library.look_in(tmp_path / "nowhere")
    assert kept.images == mine.images
    assert kept.deck == mine.deck
    assert not kept.problems


def test_a_folder_on_the_disk_is_cleaned_like_any_other_file(whole, tmp_path):
    writing.write(whole.files(), tmp_path / "musette")

    back = decoding.open_file(tmp_path / "musette")

    assert toml_of(back) == toml_of(whole)
    assert all(b"secret" not in content for content in back.images.values())
