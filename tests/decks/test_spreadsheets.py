import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import assume, given, settings

from tests.decks.strategies import decks
from toolkit.decks import library
from toolkit.decks.files import assembling, tabulating, workbooks
from toolkit.decks.files.sheets import excel, reading
from toolkit.decks.folder import bundles, writing
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import use
from toolkit.paths import CARDS

WORKBOOKS = [("xlsx", workbooks.xlsx_file), ("ods", workbooks.ods_file)]
HEADER = ["titre", "texte"]


def workbook(rows, name="cards", **cells) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for place, formula in cells.items():
            sheet.write_formula(place, *formula)
    return made.getvalue()


def cards_of(deck) -> dict[str, bytes]:
    return {name: content for name, content in writing.files(deck).items() if name.startswith("cards/")}


@pytest.mark.parametrize(("kind", "write"), WORKBOOKS)
def test_the_musette_deck_comes_back_from_a_workbook_to_the_byte(kind, write):
    bundle = bundles.read(CARDS / "musette")

    read = assembling.assemble(reading.read(kind, write(tabulating.tabulate(bundle.deck))).sheets, "any")

    assert writing.files(read.deck) == writing.files(bundle.deck)
    assert (read.notes, read.problems) == ([], [])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_cards_of_the_musette_deck_come_back_from_csv_to_the_byte(language):
    deck = library.find("musette")
    with use(language):
        data = workbooks.csv_file(tabulating.tabulate(deck))

    read = assembling.assemble(reading.read("csv", data).sheets, "musette")

    assert cards_of(read.deck) == cards_of(deck)
    assert [kind.name for kind in read.deck.kinds] == [kind.name for kind in deck.kinds]


@pytest.mark.parametrize(("kind", "write"), WORKBOOKS)
@settings(max_examples=25)
@given(deck=decks())
def test_any_deck_comes_back_from_a_workbook_to_the_byte(kind, write, deck):
    data = write(tabulating.tabulate(deck))

    assert writing.files(assembling.assemble(reading.read(kind, data).sheets, "x").deck) == writing.files(deck)


@settings(max_examples=25)
@given(deck=decks())
def test_the_cards_of_any_deck_come_back_from_csv_to_the_byte(deck):
    data = workbooks.csv_file(tabulating.tabulate(deck))

    read = assembling.assemble(reading.read("csv", data).sheets, "x").deck

    assume(len({card.kind for card in deck.cards}) == len(deck.kinds))
    assert cards_of(read) == cards_of(deck)


def test_no_cell_of_ours_is_a_formula():
    deck = library.find("musette")
    title = '=HYPERLINK("x")'
    card = deck.cards[0].model_copy(
        update={"texts": {"fr": deck.cards[0].texts["fr"].model_copy(update={"title": title})}}
    )
    sheets = tabulating.tabulate(deck.model_copy(update={"cards": (card,)}))

    with zipfile.ZipFile(io.BytesIO(workbooks.xlsx_file(sheets))) as packed:
        assert b"<f>" not in b"".join(packed.read(name) for name in packed.namelist())
    with zipfile.ZipFile(io.BytesIO(workbooks.ods_file(sheets))) as packed:
        assert b"table:formula" not in packed.read("content.xml")
    assert "\"'=HYPERLINK(" in workbooks.csv_file(sheets).decode()


def test_a_formula_is_read_as_the_result_it_had():
    data = workbook([HEADER, ["Un", ""]], B2=("=1+1", None, "deux"), A3=('=WEBSERVICE("http://127.0.0.1")',))

    deck = assembling.assemble(excel.read(data), "x").deck

    assert [(card.texts["fr"].title, card.texts["fr"].text) for card in deck.cards] == [("Un", "deux"), ("0", "")]


def test_a_text_too_long_for_a_cell_is_said():
    with use("en"), pytest.raises(DeckUnreadable, match="too long for a cell"):
        workbooks.xlsx_file({"cards": [["x" * 32_768]]})


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("first", ["", "sep={}\r\n"])
def test_a_csv_file_is_read_however_it_is_written(separator, coding, first):
    text = first.format(separator) + separator.join(["Titre", "Été"]) + "\r\n"
    text += separator.join(['"L’œil, dit ""tout"" ; non\t!"', '"deux\r\nlignes"']) + "\r\n"

    sheet = reading.read("csv", text.encode(coding)).sheets[0]

    assert sheet.rows[-2:] == [["Titre", "Été"], ['L’œil, dit "tout" ; non\t!', "deux\r\nlignes"]]


def test_one_column_with_commas_in_it_is_one_column():
    sheet = reading.read("csv", b"titre\nOui, mais\nNon\n").sheets[0]

    assert sheet.rows == [["titre"], ["Oui, mais"], ["Non"]]


def test_numbers_and_dates_are_read_as_people_see_them():
    data = workbook([[1, 2.5, True]], name="é")

    with use("en"):
        assert excel.read(data)[0].rows == [["1", "2.5", "TRUE"]]
    with use("fr"):
        assert excel.read(data)[0].rows == [["1", "2,5", "VRAI"]]


def test_a_hidden_sheet_is_not_read():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("shown").write_row(0, 0, HEADER)
        book.add_worksheet("hidden").hide()

    assert [sheet.name for sheet in excel.read(made.getvalue())] == ["shown"]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["titre"], *[["x"]] * 2000], "CSV: more than 2000 rows"),
        ([["titre"] + ["x"] * 200], "CSV: more than 2000 rows"),
    ],
)
def test_a_sheet_out_of_measure_is_refused(rows, sentence):
    data = "\n".join(",".join(row) for row in rows).encode()

    with use("en"), pytest.raises(DeckUnreadable, match=sentence):
        reading.read("csv", data)


@pytest.mark.parametrize("data", [b"titre\0\n", b"\x89PNG\r\n\x1a\n\0\0", b'titre\n"' + b"x" * 200_000])
def test_what_is_no_csv_file_is_one_sentence(data):
    with use("en"), pytest.raises(DeckUnreadable, match=r"This file is not a (CSV file|text)"):
        reading.read("csv", data)


@pytest.mark.parametrize("data", [b"", b"titre;texte", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_workbook_is_one_sentence(data):
    with use("en"), pytest.raises(DeckUnreadable, match="This file is not a spreadsheet"):
        excel.read(data)
