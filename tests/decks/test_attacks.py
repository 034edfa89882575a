"""Files made to do harm, each by its name: read or refused in a sentence, within two seconds and 256 MB."""

import io
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from toolkit.decks.files import archive, decoding, limits, tabulating, workbooks
from toolkit.decks.files.decoding import Look
from toolkit.decks.folder import bundles
from toolkit.language import use
from toolkit.media import errands
from toolkit.paths import CARDS

START = 1.5  # seconds of processor that starting the process takes on a slow machine
XMLNS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SECRET = "the secret of this machine"


def looked(kind: str, data: bytes) -> Look:
    """Read a file as the console does; it costs no more than it may."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with use("en"):
        found = decoding.look(kind, data, "x")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < START + limits.READER.cpu_seconds + 1
    assert all(sentence and "\n" not in sentence for sentence in found.refused)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows the limits of a process")
def test_the_process_that_reads_files_has_its_memory_and_its_files_capped():
    with subprocess.Popen(errands.command(limits.READER), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        reader.stdin.write(errands.message("csv", b"titre\nUn\n", "x", choices={}))
        reader.stdin.flush()
        assert b"deck" in reader.stdout.readline()
        capped = Path(f"/proc/{reader.pid}/limits").read_text()
        reader.stdin.close()

    told = {line[:26].strip(): line[26:].split()[0] for line in capped.splitlines()[1:]}
    assert int(told["Max address space"]) <= limits.READER.memory == 256_000_000
    assert (told["Max file size"], told["Max core file size"]) == ("0", "0")
    assert int(told["Max cpu time"]) <= START + limits.READER.cpu_seconds + 1


@pytest.fixture(scope="module")
def samples() -> dict[str, bytes]:
    files = bundles.read(CARDS / "musette").files()
    kept = {"deck.toml", "cards/X1.toml"}
    sheets = tabulating.tabulate(bundles.build({name: files[name] for name in kept}).deck)
    return {"xlsx": workbooks.xlsx_file(sheets), "ods": workbooks.ods_file(sheets)}


def repacked(data: bytes, **changed: str) -> bytes:
    """Change files of an archive; __ stands for / and _ for the dot in their names."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            given = changed.get(name.replace("/", "__").replace(".", "_"))
            new.writestr(name, old.read(name) if given is None else given)
    return made.getvalue()


def packed(**files: str | bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def xlsx_of(samples, rows: str, doctype: str = "") -> bytes:
    sheet = f"{doctype}<worksheet {XMLNS}><sheetData>{rows}</sheetData></worksheet>"
    return repacked(samples["xlsx"], xl__worksheets__sheet1_xml=sheet)


def ods_of(samples, doctype: str, cell: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(samples["ods"])) as opened:
        content = opened.read("content.xml").decode()
    head, tail = content.split("?>", 1)
    tail = tail.replace("<text:p>", f"<text:p>{cell}", 1)
    return repacked(samples["ods"], content_xml=f"{head}?>{doctype}{tail}")


def texts(found: Look) -> str:
    return str(found.bundle.deck) if found.bundle else ""


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_an_entity_that_names_a_file_of_this_machine_brings_nothing(samples, kind, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    doctype = f'<!DOCTYPE x [<!ENTITY leak SYSTEM "{secret.as_uri()}">]>'
    cell = (
        '<row r="1"><c r="A1" t="str"><v>title &leak;</v></c></row><row r="2"><c r="A2" t="str"><v>&leak;</v></c></row>'
    )

    found = looked(kind, xlsx_of(samples, cell, doctype) if kind == "xlsx" else ods_of(samples, doctype, "&leak;"))

    assert SECRET not in texts(found) + str(found.refused) + str(found.columns)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_entities_that_multiply_do_not(samples, kind):
    many = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE x [<!ENTITY a0 "ha">{many}]>'
    cell = '<row r="1"><c r="A1" t="str"><v>&a9;</v></c></row>'

    found = looked(kind, xlsx_of(samples, cell, doctype) if kind == "xlsx" else ods_of(samples, doctype, "&a9;"))

    assert "hahaha" not in texts(found) + str(found.refused)


def test_a_million_columns_are_refused():
    assert looked("csv", b"title" + b",x" * 1_000_000 + b"\nOne\n").refused
    assert "200 columns" in looked("csv", b"title" + b",x" * 10_000 + b"\nOne\n").refused[0]


def test_a_million_rows_are_refused():
    assert "more than 2000 rows" in looked("csv", b"title\n" + b"One\n" * 1_000_000).refused[0]


@pytest.mark.parametrize("size", [100_000, 5_000_000])
def test_a_huge_cell_is_refused_or_ends_where_no_card_has_room(size):
    found = looked("csv", b'title,text\nOne,"' + b"x" * size + b'"\n')

    assert found.refused or (len(found.bundle.deck.cards[0].texts["en"].text) <= 4_000 and found.bundle.problems)


@pytest.mark.parametrize(
    "cell",
    ["(" * 30_000, "[" * 30_000 + "]", " _.:-" * 8_000, "a" * 40_000, "'" * 50_000 + "=", '""' * 25_000, "- " * 25_000],
)  # fmt: skip
@pytest.mark.parametrize("place", ["heading", "title", "tags", "image"])
def test_no_text_makes_a_pattern_slow(cell, place):
    row = {"heading": f"title,{cell}\nOne,x\n", "title": f"title\n{cell}\n"}.get(place, f"title,{place}\nOne,{cell}\n")

    looked("csv", row.encode())


def test_a_formula_is_a_text_and_nothing_is_computed(samples):
    rows = (
        '<row r="1"><c r="A1" t="str"><v>title</v></c></row>'
        '<row r="2"><c r="A2"><f>WEBSERVICE("http://127.0.0.1/")</f><v></v></c></row>'
        '<row r="3"><c r="A3" t="str"><f>1+1</f><v>Two</v></c></row>'
    )

    found = looked("xlsx", xlsx_of(samples, rows))

    assert [card.texts["en"].title for card in found.bundle.deck.cards] == ["Two"]
    csv = looked("csv", b"title,text\n\"=cmd|' /C calc'!A0\",@SUM(1)\n").bundle
    assert csv.deck.cards[0].texts["en"].title.startswith("=cmd")
    assert b"\"'=cmd" in workbooks.csv_file(tabulating.tabulate(csv.deck))


@pytest.mark.parametrize(
    "name", ["../x.png", "/etc/x.png", "a/../../x.png", "C:\\x.png", "images/NUL.png", "img/\x00.png", "img//x.png"]
)
def test_a_name_of_an_image_that_leads_elsewhere_is_refused(name):
    data = packed(deck_csv="title,image\nOne,x.png\n")
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as zipped:
        zipped.writestr(name, b"x")

    found = looked("zip", made.getvalue())

    assert found.bundle is None or not found.bundle.images


def test_a_link_for_an_image_is_refused():
    link = zipfile.ZipInfo("x.png")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    made = io.BytesIO(packed(deck_csv="title,image\nOne,x.png\n"))
    with zipfile.ZipFile(made, "a") as zipped:
        zipped.writestr(link, "/etc/passwd")

    assert looked("zip", made.getvalue()).refused == ["x.png: an archive may not hold links."]


def test_a_link_in_a_folder_of_images_is_no_image(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "x.png").symlink_to("/etc/passwd")

    assert bundles.images.names(tmp_path) == set()


def test_a_bomb_among_the_sheets_of_an_archive_is_refused(samples):
    inner = io.BytesIO(samples["xlsx"])
    with zipfile.ZipFile(inner, "a", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("xl/more.xml", b"\0" * 60_000_000)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as zipped:
        zipped.writestr("deck.xlsx", inner.getvalue())

    assert "larger than" in looked("zip", made.getvalue()).refused[0]


def test_an_archive_with_a_thousand_spreadsheets_ends():
    files = {f"sheets/{number}.csv": b"title,image\nOne,x.png\n" for number in range(1_000)}

    looked("zip", archive.pack(files, "x"))


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp500", "shift-jis", "mac-roman"])
def test_letters_coded_otherwise_are_read_or_refused(coding):
    found = looked("csv", "Titre;Texte\nÉté;Où ?\n".encode(coding, "replace"))

    assert found.bundle or found.refused


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\xd8t\x00", b"\xef\xbb\xbf\xed\xa0\x80;x\n", bytes(range(256)) * 40])
def test_letters_cut_in_half_are_read_or_refused(data):
    found = looked("csv", data)

    assert found.bundle or found.refused
