"""Cells written for a web page or in Markdown, as the text that a reader sees."""

import re
from html import unescape
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|code|div|em|font|h[1-6]|hr|i|img|li|mark|ol|p|pre|script|s|small|span|strong|"
    r"style|sub|sup|table|tbody|td|th|tr|u|ul)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE)
_UNSEEN = {"script", "style"}
_LINES = {"br", "p", "div", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table"}
_LINK = re.compile(r"!?\[([^\[\]\n]{1,200})\]\((https?://[^\s()]{1,500})\)")
_STRONG = re.compile(r"(?<![\w*_])(\*\*|__)(?=\S)([^*_\n]{1,300}?)(?<=\S)\1(?![\w*_])")
_SLANTED = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^*_\n]{1,300}?)(?<=[^\s*_])\1(?![\w*_])")
_HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)
_BLANKS = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+")


class _Reader(HTMLParser):
    """Gather what a page shows: its text, with a line where a block begins and a bullet before an item."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's
        self.unseen += tag in _UNSEEN
        if tag == "li":
            self.text = self.text.rstrip("\n") + "\n• "
        elif tag in _LINES:
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN and self.unseen > 0
        self.text += "\n" if tag in _LINES - {"br"} else ""

    def handle_data(self, data: str) -> None:
        self.text += "" if self.unseen else data


def text(cell: str) -> str:
    """Return what a cell says without its tags, its entities and the signs of Markdown; lines stay lines."""
    if _TAG.search(cell):
        cell = _shown(cell)
    elif _ENTITY.search(cell):
        cell = unescape(cell)
    return _unmarked(cell)


def _shown(cell: str) -> str:
    reader = _Reader()
    reader.feed(_escaped(cell))
    reader.close()
    return _BLANKS.sub("\n", reader.text).strip().replace("\u00a0", " ")


def _escaped(cell: str) -> str:
    """Escape the signs that open no tag: 5 < 6."""
    kept, end = [], 0
    for tag in _TAG.finditer(cell):
        kept += [cell[end : tag.start()].replace("<", "&lt;"), tag[0]]
        end = tag.end()
    return "".join(kept) + cell[end:].replace("<", "&lt;")


def _unmarked(cell: str) -> str:
    cell = _LINK.sub(r"\1 (\2)", cell)
    cell = _SLANTED.sub(r"\2", _STRONG.sub(r"\2", cell))
    return _HEADING.sub("", cell)
