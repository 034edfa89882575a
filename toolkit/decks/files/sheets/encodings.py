"""Encodings: how the letters of a text file are coded, told by a detector, shown, and changed by whoever knows."""

import codecs
from dataclasses import dataclass, field
from pkgutil import resolve_name

from toolkit.decks.check import Problem
from toolkit.decks.files.sheets.encoding_names import CODINGS
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DETECTED = [coding for coding in CODINGS if coding != "utf-8"]
_ENOUGH = 100_000  # bytes that tell how a file is coded
LOST = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True)
class Letters:
    """The text of a file, how it was coded (one of CODINGS, or nothing when a mark tells), and what is odd in it."""

    text: str
    coding: str = ""
    remarks: list[Problem] = field(default_factory=list)


def decoded(data: bytes, coding: str = "") -> Letters:
    """Read the letters of a text file, coded as was chosen or else as is likeliest; raises DeckUnreadable."""
    letters = _chosen(data, coding) if coding in CODINGS else _guessed(data)
    if "\0" in letters.text:
        raise DeckUnreadable(
            _("This file is not a text: it holds signs that are none. Save it again as .csv or .xlsx.")
        )
    return letters


def _chosen(data: bytes, coding: str) -> Letters:
    return Letters(data.decode(coding, "replace"), coding)


def _guessed(data: bytes) -> Letters:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if marked:
        return Letters(data.decode(marked, "replace"))
    text = data.decode("utf-8", "replace")
    bad = text.count(LOST) - data.count(LOST.encode())
    if not bad:
        return Letters(text, "utf-8")
    if bad < sum(ord(letter) > 0x7F and letter != LOST for letter in text):  # noqa: PLR2004 - ASCII ends there
        return _patched(data)
    detect = resolve_name("chardet:detect")  # loaded for the few files that need it
    found = detect(data[:_ENOUGH], include_encodings=_DETECTED)["encoding"] or "cp1252"
    return _chosen(data, next(one for one in CODINGS if codecs.lookup(one).name == codecs.lookup(found).name))


def _patched(data: bytes) -> Letters:
    """Read a UTF-8 file in which a few letters are coded as Windows does, and say in which lines."""
    lines: list[int] = []

    def windows(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)  # noqa: S101 - the only one that decoding raises
        lines.append(data.count(b"\n", 0, error.start) + 1)
        return error.object[error.start : error.end].decode("cp1252", "replace"), error.end

    codecs.register_error("windows", windows)
    text = data.decode("utf-8", "windows")
    why = _("a letter is not coded like the rest of the file, and was read as Windows codes it: look at it")
    return Letters(text, "utf-8", [Problem(_("line %(line)s", line=line), why, blocks=False) for line in _few(lines)])


def _few(lines: list[int]) -> list[int]:
    return list(dict.fromkeys(lines))[:20]
