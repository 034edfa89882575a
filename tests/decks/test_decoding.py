"""Files from outside, the worst ones included, are read in a process that cannot do harm."""

import io
import subprocess
import sys
import time
import zipfile
from dataclasses import replace

import pytest

from toolkit.decks.files import archive, decoding, limits, tabulating, workbooks
from toolkit.decks.folder import bundles
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import use
from toolkit.paths import CARDS

XMLNS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.fixture(scope="module")
def small() -> bundles.Bundle:
    """Two cards of the Musette deck."""
    files = bundles.read(CARDS / "musette").files()
    kept = {"deck.toml", "cards/X1.toml", "cards/W1.toml"}
    return bundles.build({name: content for name, content in files.items() if name in kept})


@pytest.fixture(scope="module")
def samples(small) -> dict[str, bytes]:
    """The same deck in every format."""
    sheets = tabulating.tabulate(small.deck)
    return {
        "zip": archive.pack(small.files(), "musette"),
        "csv": workbooks.csv_file(sheets),
        "xlsx": workbooks.xlsx_file(sheets),
        "ods": workbooks.ods_file(sheets),
    }


def refusal(kind: str, data: bytes) -> str:
    started = time.monotonic()
    with use("en"), pytest.raises(DeckUnreadable) as refused:
        decoding.decode(kind, data)
    assert time.monotonic() - started < 20 + limits.READER.seconds
    assert len(refused.value.sentences) == 1
    return str(refused.value)


def repacked(data: bytes, **changed: bytes) -> bytes:
    """Change files of an archive; __ stands for / and _ for the dot in their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name.replace("/", "__").replace(".", "_"), old.read(name)))
    return made.getvalue()


@pytest.mark.parametrize("kind", ["zip", "csv", "xlsx", "ods"])
def test_a_deck_is_decoded_in_its_own_process(samples, small, kind):
    bundle = decoding.decode(kind, samples[kind], "musette")

    assert bundle.deck.cards == small.deck.cards
    assert bundle.problems == small.problems


def test_a_refusal_comes_back_in_the_language_of_the_person():
    with use("fr"), pytest.raises(DeckUnreadable, match="n’est pas une archive ZIP"):
        decoding.decode("zip", b"x")


def test_a_file_out_of_measure_is_not_even_read():
    assert refusal("csv", b"x" * (limits.FILE + 1)) == "This file is larger than 10 MB."


def test_a_sheet_as_wide_as_it_can_say_is_refused(samples):
    near, far = (f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>' for row, cell in ((1, "A1"), (2**20, "XFD1048576")))
    sheet = f"<worksheet {XMLNS}><sheetData>{near}{far}</sheetData></worksheet>"
    data = repacked(samples["xlsx"], xl__worksheets__sheet1_xml=sheet.encode())

    with use("en"):
        assert decoding.look("xlsx", data).refused == [
            "There are no cards in this file.",
            "sheet “cards”, row 1048576: what stands below row 50000 is not read.",
            "the file: texts that stand in none of its cells: “kind”, “order”, “quantity”, “level”, “tags”, “icon”, ….",
        ]


def test_cells_repeated_without_end_are_refused(samples):
    with zipfile.ZipFile(io.BytesIO(samples["ods"])) as packed:
        content = packed.read("content.xml")
    cell, row = b"<table:table-cell office", b"<table:table-row>"
    many = content.replace(cell, b'<table:table-cell table:number-columns-repeated="16384" office', 1)
    many = many.replace(row, b'<table:table-row table:number-rows-repeated="1048576">')

    assert refusal("ods", repacked(samples["ods"], content_xml=many))


@pytest.mark.parametrize("kind", ["xlsx", "ods", "zip"])
def test_a_bomb_is_refused_at_once(samples, kind):
    made = io.BytesIO(samples[kind])
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings2.xml", b"\0" * 60_000_000)

    assert "larger than" in refusal(kind, made.getvalue())


def test_entities_that_multiply_are_refused(samples):
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    cell = '<row r="1"><c r="A1" t="str"><v>&a9;</v></c></row>'
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><worksheet {XMLNS}><sheetData>{cell}</sheetData></worksheet>'
    data = repacked(samples["xlsx"], xl__worksheets__sheet1_xml=bomb.encode())

    assert refusal("xlsx", data)


@pytest.mark.parametrize(
    "toml",
    ["a" + ".a" * 300_000 + "=1", "a=" + "[" * 400_000, "a=" + "{b=" * 100_000, 'a="' + "\\u0041" * 150_000,
     "[a]\n" * 200_000,
     "\n".join(f"[a{'.b' * (number % 99)}.c{number}]" for number in range(8_000))],
)  # fmt: skip
def test_toml_made_to_be_slow_is_refused(toml):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("deck.toml", toml)

    with use("en"), pytest.raises(DeckUnreadable) as refused:
        decoding.decode("zip", made.getvalue())

    assert all("\n" not in sentence for sentence in refused.value.sentences)


def test_the_process_has_no_more_memory_than_it_is_given():
    code = (
        "from toolkit import processes; from toolkit.decks.files.limits import READER\n"
        "processes.settle(READER.memory)\n"
        "try: bytearray(300_000_000)\nexcept MemoryError: print('no more')\n"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout == "no more\n"


def test_a_process_that_never_ends_is_ended(monkeypatch):
    asleep = replace(limits.READER, arguments=("-c", "import time; time.sleep(60)"), seconds=0.5)
    monkeypatch.setattr(decoding, "READER", asleep)

    assert refusal("csv", b"titre\nUn") == "This file takes too long or too much memory to read: it is refused."
