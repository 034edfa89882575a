"""Rows: each that is a card becomes a draft, and what it says elsewhere is told."""

from toolkit.decks.check import Problem
from toolkit.decks.files import cells, guessing, lines, markup
from toolkit.decks.files.columns import ABOUT, LISTS
from toolkit.decks.files.drafts import Draft, Reading
from toolkit.decks.files.interpretation import Heads, Place
from toolkit.decks.files.lines import Line
from toolkit.decks.files.sheets.encodings import LOST
from toolkit.decks.files.sheets.sheet import excerpt, letters
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _

_TITLE = 120  # characters of the title of a deck
_MARKED = {"title", "subtitle", "text", "back", "example", "note", "benefit", "job", "quote", "name", *LISTS}
_FEW = 5  # rows that are told one by one


def read(heads: Heads, reading: Reading) -> None:
    """Add the cards of a sheet to the reading."""
    sheet = heads.sheet
    reading.notes += sheet.notes
    reading.remarks += sheet.remarks
    if not any(map(any, sheet.rows)):
        return
    if not heads.asked["take"]:
        reading.notes.append(_("Sheet “%(sheet)s” is left out: it does not look like cards.", sheet=sheet.name))
    elif not heads.entitled:
        _without_title(heads, reading)
    else:
        _above(heads, reading)
        _rows(heads, reading)
        _notice_the_rest(heads, reading)


def _above(heads: Heads, reading: Reading) -> None:
    """Take what stands alone above the columns for the title of the deck, and tell what else stands there."""
    for row in heads.sheet.rows[: max(heads.top, 0)]:
        cells = [cell.strip() for cell in row if cell.strip()]
        if len(cells) == 1 and len(cells[0]) <= _TITLE and "title" not in reading.about:
            reading.about["title"] = cells[0]
        elif cells:
            reading.notes.append(_("“%(name)s” is not used.", name=excerpt(" ".join(cells))))


def _rows(heads: Heads, reading: Reading) -> None:
    places: dict[Place, list[int]] = {}
    for column in heads.columns:
        if column.field:
            places.setdefault(heads.place(column), []).append(column.index)
    _keep_quiet(heads, reading)
    beyond: list[Line] = []
    above = _families(heads)
    for line in heads.lines:
        if line.what and not heads.asked[lines.ASKED[line.what]]:
            reading.notes.append(lines.told(heads.sheet.place(line.row + 1), line))
            continue
        draft = Draft(heads.sheet, line.row + 1, places, kind=dict(above.get(line.row, {})), ours=heads.ours)
        _fill(draft, line, heads, reading)
        beyond += [line] if any(cell.strip() for cell in line.cells[len(heads.columns) :]) else []
        if draft.texts or draft.fields or draft.kind != above.get(line.row, {}):
            _keep(draft, heads.spoken, reading)
    _tell_beyond(heads, beyond, reading)


def _keep(draft: Draft, spoken: str, reading: Reading) -> None:
    """Keep what may be a card; a row that says no more than a kind is none."""
    if draft.texts or draft.fields:
        draft.texts = draft.texts or {spoken: {}}
        reading.drafts.append(draft)
    else:
        reading.remark(draft.where(), _("there is no title, nor a text: the row is left out"))


def _fill(draft: Draft, line: Line, heads: Heads, reading: Reading) -> None:
    """Give a draft what its row says."""
    if line.heading and not any(place[0] == "kind" for place in draft.places):
        draft.kind[heads.spoken] = line.heading
    for place, indices in draft.places.items():
        for index in indices:
            cell = line.cells[index] if index < len(line.cells) else ""
            value = cell if heads.ours else _clean(cell, place[0], draft.sheet.place(draft.row, index), reading)
            read_ = cells.read(place[0], value)
            if read_ is not None:
                draft.take(place, read_)
    draft.about = _whose(line, heads)


def _families(heads: Heads) -> dict[int, dict[str, str]]:
    """Return the family that goes down to each row from above, where each is written in front of its first card."""
    kind = next((column.index for column in heads.columns if column.field == "kind"), None)
    cards = [line for line in heads.taken if not line.what]
    said = [line.cells[kind].strip() if kind is not None and kind < len(line.cells) else "" for line in cards]
    if kind is None or heads.ours or not guessing.goes_down(said):
        return {}
    above: dict[int, dict[str, str]] = {}
    family = ""
    for line, named in zip(cards, said, strict=True):
        family = named or family
        above[line.row] = {"": family}
    return above


def _whose(line: Line, heads: Heads) -> dict[str, str]:
    """Return what a row says of whose work its card is."""
    cells_ = {column.index: column.header.words for column in heads.columns if not column.field}
    return {
        about: line.cells[index].strip()
        for index, words in cells_.items()
        for about, names in ABOUT.items()
        if words in names and index < len(line.cells) and line.cells[index].strip()
    }


def _clean(cell: str, name: str, where: str, reading: Reading) -> str:
    """Return a cell as a reader sees it; say what could not be read in it."""
    if cells.is_error(cell):
        reading.remark(where, _("“%(value)s” is a formula that went wrong: the cell is left out", value=excerpt(cell)))
        return ""
    if LOST in cell:
        said = _("a letter could not be read, in “%(value)s”: choose another encoding", value=excerpt(cell))
        reading.remark(where, said)
    return markup.text(cell) if name in _MARKED else cell


def _without_title(heads: Heads, reading: Reading) -> None:
    """Leave out a sheet that holds no cards; what looks like cards wants a person to say which column is the title."""
    sheet = heads.sheet
    if sheet.name and sum(bool(column.field) for column in heads.columns) < 2:  # noqa: PLR2004 - one may be chance
        reading.notes.append(_("Sheet “%(sheet)s” holds no cards: it is left out.", sheet=sheet.name))
        return
    seen = ", ".join(filter(None, map(excerpt, heads.titles)))[:200]
    why = _("no column looks like the titles of cards (%(seen)s): choose the one that is", seen=seen or "–")
    reading.untitled.append(Problem(sheet.place(max(heads.top, 0) + 1), why).sentence)


def _notice_the_rest(heads: Heads, reading: Reading) -> None:
    """Name the columns that are no field, and say nothing of any card."""
    for column in heads.columns:
        about = any(column.header.words in names for names in ABOUT.values())
        title = excerpt(heads.titles[column.index])
        named = {"title": title or "?", "column": letters(column.index)}
        if not column.field and not about and heads.filled(column.index):
            reading.notes.append(_("Column %(column)s, “%(title)s”, is not used.", **named))
        elif not column.field and not about and title:
            reading.notes.append(_("Column %(column)s, “%(title)s”, is empty.", **named))


def _keep_quiet(heads: Heads, reading: Reading) -> None:
    """Say which columns are kept and not printed."""
    for column in heads.columns:
        if column.field == "note" and not heads.ours and heads.filled(column.index):
            named = {"title": excerpt(heads.titles[column.index]) or "?", "column": letters(column.index)}
            reading.notes.append(_("Column %(column)s, “%(title)s”, is kept as your note: it is not printed.", **named))


def _tell_beyond(heads: Heads, beyond: list[Line], reading: Reading) -> None:
    """Say which cells stand beyond the last column that has a name."""
    for line in beyond[:_FEW]:
        extra = " | ".join(cell.strip() for cell in line.cells[len(heads.columns) :] if cell.strip())
        said = _("cells beyond the last column are on no card: “%(text)s” (a text with commas wants quotation marks)")
        reading.remark(heads.sheet.place(line.row + 1), said % {"text": extra[:200]})
    if beyond[_FEW:]:
        rows = ", ".join(str(line.row + 1) for line in beyond[_FEW:])
        said = _("cells beyond the last column are on no card, in rows %(rows)s", rows=rows)
        reading.remark(heads.sheet.label, said)


def refuse_untitled(reading: Reading) -> None:
    """Refuse a file none of whose sheets has titles; else say which sheets are left out for want of them."""
    if reading.untitled and not reading.drafts:
        raise DeckUnreadable(*reading.untitled)
    reading.notes += reading.untitled
