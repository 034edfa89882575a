"""Markdown files: their tables, their headings with what stands below, or their lists, as sheets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from toolkit.decks.files import columns
from toolkit.decks.files.sheets.sheet import Sheet, trimmed
from toolkit.language import gettext as _

_LISTS = {"bullet_list", "ordered_list"}
_FRONT = re.compile(r"\A---\r?\n.*?\n---\r?\n", re.DOTALL)
# “**Title**: text”, “Title — text”, “Title: text”; and a field of a card, “Age: 34”.
_BOLD = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__)\s*(?:[:–—-]+\s*)?(.*)", re.DOTALL)
_TITLED = re.compile(r"([^:\n]{1,60}?)\s*(?:\s[–—-]|:)\s+(.*)", re.DOTALL)


@dataclass
class Entry:
    """What will be a card: the heading it stands under, its title, its lines, and the fields that are named in it."""

    family: str
    title: str
    lines: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    def add(self, line: str) -> None:
        """Take a line: a field when it names one, else a part of the text."""
        named = _BOLD.fullmatch(line) or _TITLED.fullmatch(line)
        if named and columns.known(named[1].strip(" :")):
            self.fields[named[1].strip(" :")] = named[2]
        else:
            self.lines.append(line)


def read(text: str) -> list[Sheet]:
    """Read the cards of a Markdown file, whichever way they are listed."""
    root = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(_FRONT.sub("", text)))
    notes = [_("What stands between the first two lines of --- is not used.")] if _FRONT.match(text) else []
    tables = [node for node in root.children if node.type == "table"]
    if tables:
        return [_table(node, root) for node in tables]
    entries = list(_headed(root) if _heads_cards(root) else _itemised(root))
    named = list(dict.fromkeys(name for entry in entries for name in entry.fields))
    families = _families(entries)
    rows = [[*(["kind"] if families else []), "title", *named, "text"]]
    for entry in entries:
        said = [entry.title, *(entry.fields.get(name, "") for name in named), "\n".join(entry.lines)]
        rows.append([*([entry.family] if families else []), *said])
    return [Sheet("", trimmed("", rows), notes=notes + _unused(root, entries)), *_deck(root, entries)]


def _families(entries: list[Entry]) -> set[str]:
    """Return what the cards are told apart by: a heading above all of them is none of these."""
    families = {entry.family for entry in entries}
    return families if len(families) > 1 else set()


def _deck(root: SyntaxTreeNode, entries: list[Entry]) -> Iterator[Sheet]:
    """Take the one heading of the first level for the title of the deck."""
    first = [_inline(node) for node in root.children if node.type == "heading" and node.tag == "h1"]
    words = {entry.title for entry in entries} | _families(entries)
    if len(first) == 1 and first[0] not in words:
        yield Sheet("deck", [["field", "value"], ["title", first[0]]])


def _unused(root: SyntaxTreeNode, entries: list[Entry]) -> list[str]:
    """Name the paragraphs and the headings that are on no card."""
    used = {line for entry in entries for line in (entry.title, *entry.lines, *entry.fields.values())} | _families(
        entries
    )
    used |= {sheet.rows[1][1] for sheet in _deck(root, entries)}
    headed = _heads_cards(root)
    beside = {"hr"} if headed else {"hr", *_LISTS}
    told = [node for node in root.children if node.type not in beside]
    lines = [line for node in told for line in ([_inline(node)] if node.type == "heading" else _lines(node)) if line]
    lost = [line for line in lines if line not in used and (headed or not line.endswith(tuple(filter(None, used))))]
    return [_("“%(name)s” is not used.", name=line[:60]) for line in lost]


def _table(table: SyntaxTreeNode, root: SyntaxTreeNode) -> Sheet:
    """Read a table; the heading above it names its sheet when there are others."""
    above = [node for node in root.children[: root.children.index(table)] if node.type == "heading"]
    several = sum(node.type == "table" for node in root.children) > 1
    name = _inline(above[-1]) if above and several else ""
    rows = [[_inline(cell) for cell in row.children] for part in table.children for row in part.children]
    return Sheet(name, trimmed(name, rows))


def _heads_cards(root: SyntaxTreeNode) -> bool:
    """Say whether cards are headings with paragraphs below, rather than items of lists."""
    deepest = max((node.tag for node in root.children if node.type == "heading"), default="")
    below = ""
    prose = 0
    for node in root.children:
        below = node.tag if node.type == "heading" else below
        prose += node.type == "paragraph" and below == deepest != ""
    headings = sum(node.tag == deepest for node in root.children)
    return bool(deepest) and headings > 1 and (prose * 2 >= headings or not _items(root))


def _items(root: SyntaxTreeNode) -> int:
    return sum(len(node.children) for node in root.children if node.type in _LISTS)


def _headed(root: SyntaxTreeNode) -> Iterator[Entry]:
    """Take each of the deepest headings as a card, with all that stands below it."""
    deepest = max(node.tag for node in root.children if node.type == "heading")
    entries: list[Entry] = []
    family, within = "", False
    for node in root.children:
        if node.type == "heading":
            within = node.tag == deepest
            family = family if within else _inline(node)
            entries += [Entry(family, _inline(node))] if within else []
        elif within:
            for line in _lines(node):
                entries[-1].add(line)
    yield from entries


def _itemised(root: SyntaxTreeNode) -> Iterator[Entry]:
    """Take each item of the lists as a card, of the family that the heading above names."""
    family = ""
    for node in root.children:
        if node.type == "heading":
            family = _inline(node)
        elif node.type in _LISTS:
            for item in node.children:
                yield _item(family, [line for part in item.children for line in _lines(part)])


def _item(family: str, lines: list[str]) -> Entry:
    first = lines[0] if lines else ""
    titled = _BOLD.fullmatch(first) or _TITLED.fullmatch(first)
    entry = Entry(family, titled[1].strip(" :") if titled else first)
    for line in [*([titled[2]] if titled and titled[2] else []), *lines[1:]]:
        entry.add(line.removeprefix("• "))
    return entry


def _lines(node: SyntaxTreeNode) -> Iterator[str]:
    """List what a paragraph, a list or a quotation says, an item of a list behind its bullet."""
    if node.type in _LISTS:
        for item in node.children:
            yield from (f"• {line.removeprefix('• ')}" for part in item.children for line in _lines(part))
    elif node.children and node.type != "paragraph":
        for part in node.children:
            yield from _lines(part)
    elif text := (_inline(node) if node.children else node.content.strip()):
        yield text


def _inline(node: SyntaxTreeNode) -> str:
    return "\n".join(part.content for part in node.children if part.type == "inline").strip()
