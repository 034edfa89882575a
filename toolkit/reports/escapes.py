"""What keeps people's words words, whatever the format they are written into."""

import re
from collections.abc import Iterator

_MARKS = re.compile(r"([\\`*_\[\]<>&#|~$])")
_LIST_MARKS = re.compile(r"^([-+=:]|\d+(?=[.)]))", re.MULTILINE)
# What spreadsheets read as the beginning of a formula, full-width forms and the minus sign included.
_FORMULA = ("=", "+", "-", "\u2212", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def markdown(text: str) -> str:
    """Return `text` so that Markdown shows it as it was written, line by line."""
    stripped = "\n".join(line.strip() for line in text.splitlines())
    plain = _LIST_MARKS.sub(_unlisted, _MARKS.sub(r"\\\1", stripped))
    return "\n\n".join(_paragraphs(plain.split("\n")))


def markdown_line(text: str) -> str:
    """Return `text` on one line, for a heading or a cell."""
    return markdown(" ".join(text.split()))


def cell(text: str) -> str:
    """Return `text` so that a spreadsheet shows it and never computes it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


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
