"""Decks that once came out wrong on paper, each a file of `tests/cases/print`, printed as anybody prints them."""

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from toolkit.cli import main

pytestmark = pytest.mark.long

CASES = Path(__file__).parents[1] / "cases" / "print"
CARDS = {
    **dict.fromkeys(("cp1252.csv", "sep.csv", "utf16.csv", "utf8.csv", "utf8-bom.csv", "ragged.csv"), 3),
    "eleven.csv": 11,
    "long-titles.csv": 10,
    "nandeck.csv": 1,
    "numbers.csv": 6,
    "numbers.xlsx": 5,
    "order-kinds.csv": 6,
    "quantity.csv": 18,
    "quotes.csv": 4,
    "typo.csv": 4,
    "case2.zip": 2,
    "cp850-names.zip": 1,
    "crops.zip": 3,
    "cyrillic-names.zip": 2,
    "exif.zip": 10,
    "folders.zip": 2,
    "formats.zip": 5,
    "nfd.zip": 1,
}
REFUSED = {
    "images.zip": "P10 image : son image de 60 × 40 pixels n’a que 28 points par pouce à l’impression ; il en faut",
    "scripts.csv": "aucune police n’a ici « ร » (U+0E23)",
}
RED, BLUE, CREAM = (192, 57, 43), (28, 92, 150), (230, 223, 200)


def run(name, made, *wishes):
    file = str(CASES / name)
    return CliRunner().invoke(
        main, ["decks", "print", file, "-o", str(made), "--lang", "fr", "--sheet", "one-up", *wishes]
    )


@pytest.fixture
def printed(tmp_path):
    """Return how a file is printed, a card to a page, as a picture of each front."""

    def printed(name, *wishes):
        made = tmp_path / "cards.pdf"
        done = run(name, made, *wishes)
        assert done.exit_code == 0, done.output
        with pypdfium2.PdfDocument(made) as pdf:
            return [pdf[page].render(scale=2).to_pil().convert("RGB") for page in range(0, len(pdf), 2)]

    return printed


def test_every_file_is_here():
    assert {path.name for path in CASES.iterdir()} == {*CARDS, *REFUSED, "ballots-21-to-26.toml"}


@pytest.mark.parametrize("name", CARDS)
def test_a_file_is_printed_with_one_command_and_has_all_its_cards(name, tmp_path):
    done = run(name, tmp_path / "cards.pdf")

    assert done.exit_code == 0, done.output
    with pikepdf.open(tmp_path / "cards.pdf") as pdf:
        assert len(pdf.pages) == 2 * CARDS[name]


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_whose_cards_would_be_wrong_is_refused_with_the_card_that_is(name, tmp_path):
    done = run(name, tmp_path / "cards.pdf")

    assert (done.exit_code, (tmp_path / "cards.pdf").exists()) == (1, False)
    assert REFUSED[name] in done.output.replace("\u00a0", " ").replace("\u202f", " ")


def test_pictures_are_upright_however_the_camera_was_held(printed):
    for front in printed("exif.zip"):
        assert [at(front, *place) for place in ((11, 19), (36, 36))] == [
            pytest.approx(BLUE, abs=14),
            pytest.approx(RED, abs=14),
        ]


def test_pictures_of_every_make_keep_their_colours(printed):
    fronts = printed("images.zip", "--anyway")

    assert [at(front, 36, 36) for front in (*fronts[:2], *fronts[5:8])] == [pytest.approx(RED, abs=14)] * 5
    assert at(fronts[3], 36, 30) == pytest.approx((117, 117, 117), abs=6)
    assert at(fronts[5], 20, 30) == pytest.approx(CREAM, abs=14)


def at(front, x, y):
    """Return the colour of a page at a place in mm."""
    return front.getpixel((round(x * 144 / 25.4), round(y * 144 / 25.4)))


def test_no_title_is_hyphenated_that_fits_a_line_and_no_address_is(tmp_path):
    made = tmp_path / "cards.pdf"
    for name in ("long-titles.csv", "typo.csv"):
        assert run(name, made).exit_code == 0
        with pypdfium2.PdfDocument(made) as pdf:
            texts = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
        assert [word in "".join(texts) for word in KEPT[name]] == [True] * len(KEPT[name])


KEPT = {
    "long-titles.csv": [
        "Professionnalisation",
        "Interdépartementalité",
        "Désinstitutionnalisation",
        "Dématérialisation",
    ],
    "typo.csv": [
        "https://www.service-public.fr/particuliers/vosdroits/F35789?lang=fr&tracking=abcdefghijklmnopqrstuvwxyz0123456789"
    ],
}
