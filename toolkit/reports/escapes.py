"""What keeps people's words words, whatever the format they are written into."""

import re
from collections.abc import Iterator

_MARKS = re.compile(r"([\\`*_\[\]<>&#|~$])")
_LIST_MARKS = re.compile(r"^([-+=:]|\d+(?=[.)]))", re.MULTILINE)
# What spreadsheets read as the beginning of a formula, full-width forms and the minus sign included.
_SIGNS = "=+-\u2212@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(rf"[{re.escape(_SIGNS)}\t\r\n]")
# A file written with one separator may be opened with another: what follows it is then a cell of its own.
_BEHIND_A_SEPARATOR = re.compile(rf'(?<=[\s\S])([;,\t|]"*)(?=[{re.escape(_SIGNS)}])')


def markdown(text: str) -> str:
    """Return `text` so that Markdown shows it as it was written, line by line."""
    stripped = "\n".join(line.strip() for line in text.splitlines())
    plain = _LIST_MARKS.sub(_unlisted, _MARKS.sub(r"\\\1", stripped))
    return "\n\n".join(_paragraphs(plain.split("\n")))


def markdown_line(text: str) -> str:
    """Return `text` on one line, for a heading or a cell."""
    return markdown(" ".join(text.split()))


def cell(text: str) -> str:
    """Return `text` so that a spreadsheet shows it and never computes it, whichever separator it is told."""
    inside = _BEHIND_A_SEPARATOR.sub(r"\1'", text)
    return f"'{inside}" if _FORMULA.match(inside) else inside


def _unlisted(match: re.Match[str]) -> str:
    """Escape what would begin a list: the sign, or the full stop behind a number."""
    return f"{match[1]}\\" if match[1].isdigit() else f"\\{match[1]}"


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Yield the lines that stand together, each but the last ending in a hard break."""
    paragraph: list[str] = []
    for line in [*lines, ""]:
        if line:
            paragraph.append(line)
        elif paragraph:
            yield "\\\n".join(paragraph)
            paragraph = []
