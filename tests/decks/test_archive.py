import io
import struct
import time
import zipfile

import pytest

from toolkit.decks import library
from toolkit.decks.files import archive
from toolkit.decks.folder import writing
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import use

FILES = writing.files(library.find("musette"))


def packed(files, **about) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", about.pop("compression", zipfile.ZIP_DEFLATED)) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return made.getvalue()


def refusal(data: bytes) -> str:
    started = time.process_time()
    with use("en"), pytest.raises(DeckUnreadable) as refused:
        archive.unpack(data)
    assert time.process_time() - started < 2
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("top", ["", "deck/", "a/b/"])
def test_a_deck_is_found_wherever_its_folder_stands_in_the_archive(top):
    litter = {"__MACOSX/._x": b"", f"{top}.DS_Store": b"", f"{top}README.md": b"hello", f"{top}cards/P01.png": b""}

    found = archive.unpack(packed({f"{top}{name}": content for name, content in FILES.items()} | litter))

    assert found.files == FILES
    assert found.unused == ["README.md", "cards/P01.png"]


def test_the_slashes_of_windows_are_understood():
    assert archive.unpack(packed({"deck.toml": b"", "cards\\P01.toml": b"x"})).files == {
        "deck.toml": b"",
        "cards/P01.toml": b"x",
    }


@pytest.mark.parametrize(
    "name",
    ["../deck.toml", "cards/../../x", "/etc/passwd", "C:/x", "C:\\x", "\\\\server\\x", "cards//x", "NUL",
     "cards/con.toml", "a\nb", "lpt1.txt/x", "cards/aux "],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(name):
    assert "an archive may not hold a file with this name" in refusal(packed({"deck.toml": b"", name: b""}))


def test_a_name_cut_by_a_nul_is_refused():
    data = packed({"deck.toml": b"", "cards/P01.toml__png": b""}).replace(b".toml__png", b".toml\0.png")

    assert "an archive may not hold a file with this name" in refusal(data)


def test_a_link_is_refused():
    link = zipfile.ZipInfo("cards/P01.toml")
    link.create_system, link.external_attr = 3, 0o120777 << 16

    assert "cards/P01.toml: an archive may not hold links." in refusal(packed({"deck.toml": b"", link: b"/etc/passwd"}))


def test_an_archive_in_the_archive_is_refused():
    said = refusal(packed({"deck.toml": b"", "more.ZIP": packed({"x": b""})}))

    assert said == "more.ZIP: an archive may not hold another."


def test_a_file_that_grows_out_of_reason_is_refused():
    assert "it would grow more than 100 times" in refusal(packed({"deck.toml": b" " * 900_000}))


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert refusal(packed({"deck.toml": b"", "x": b"0" * 40_000_001})).startswith(
        "Once unpacked, the archive is larger"
    )


def test_a_file_larger_than_it_says_is_damaged():
    data = packed({"deck.toml": b"x" * 500_000})
    lied = data.replace(struct.pack("<I", 500_000), struct.pack("<I", 10))

    assert refusal(lied) == "This file is not a ZIP archive, or it is damaged."


def test_too_many_files_are_refused():
    assert refusal(packed({f"cards/{number}.toml": b"" for number in range(2501)})) == (
        "The archive holds more than 2500 files."
    )


def test_a_file_held_twice_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        zipped.writestr("deck.toml", "a")
        zipped.writestr("deck.TOML", "b")

    assert "the archive holds this file twice." in refusal(made.getvalue())


def test_a_password_is_refused():
    data = bytearray(packed({"deck.toml": b"a"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert "deck.toml: it is protected by a password." in refusal(bytes(data))


def test_another_way_to_pack_is_refused():
    assert "packed in an unusual way" in refusal(packed({"deck.toml": b"a" * 99}, compression=zipfile.ZIP_LZMA))


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + b"\0" * 18, b"<html>", packed({"cards/P01.toml": b""})])
def test_what_holds_no_deck_is_one_sentence(data):
    assert refusal(data) in {
        "This file is not a ZIP archive, or it is damaged.",
        "There is no deck.toml in the archive, and no spreadsheet.",
    }
