"""Sheets to fill in by hand, for tables without phones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda
from toolkit.activities.kinds import Words
from toolkit.activities.kinds.deal import Deal
from toolkit.activities.kinds.sheet import Sheet
from toolkit.activities.kinds.sheet.forms import FORMS, Field, Form
from toolkit.activities.models import Activity
from toolkit.activities.shapes.entries.sheets import cited
from toolkit.activities.shapes.moves import showing
from toolkit.language import pick
from toolkit.mishaps import attempt
from toolkit.printing.paper import lines
from toolkit.printing.paper.lines import Space
from toolkit.printing.paper.paper_codes import Identity
from toolkit.web.access import current_workshop
from toolkit.web.house import reading
from toolkit.web.printing import papers
from toolkit.workshops.models import Table, Workshop

_ABREAST = 3  # columns on a page, each of one card
_COLUMNS = 2  # where no deal says how many cards there will be
_SIZES = {"a4": (297, 210), "letter": (279.4, 215.9), "a3": (297, 210)}  # mm; A3 is A4, enlarged
_AROUND, _SIDES, _CARD = 60, 28, 18  # mm around the fields of a page, and above those of a card
_AROUND_STORY, _BESIDE = 74, 40


@dataclass(frozen=True)
class Page:
    """One side of a sheet: whose it is, what its code says, its cards with their words, and the lines of its fields."""

    table: Table
    identity: Identity
    cards: Sequence[tuple[str, str]] = ()
    last: bool = True
    lines: Mapping[str, int] = field(default_factory=dict)


def worksheets(form: str) -> ResponseReturnValue:
    """Show a sheet to fill in by hand for each table: a ready one, or that of a step, whose code is named."""
    return papers.show_or_print("worksheets", **pages_of(form))


def pages_of(form: str) -> dict[str, Any]:
    """Return the pages of a sheet, for each table."""
    workshop = current_workshop()
    rules = next((one for code, one in _written(workshop) if form == (one.form or code)), None)
    layout = FORMS.get(form) or (rules and rules.layout) or abort(404)
    cards = _cards(workshop, rules, {field.repeat for field in layout.fields if field.repeat})
    pages = [page for table in workshop.tables for page in _pages(workshop, form, table, cards[table.number])]
    pages = [replace(page, lines=_lines(layout, page)) for page in pages]
    return {"form": layout, "pages": pages}


def sheets(workshop: Workshop) -> dict[str, Words]:
    """List the sheets that an agenda uses, each once, with the title of its step; for templates."""
    titles = {step.code: step.title for step in agenda.steps(reading(), workshop)}
    return {rules.form or code: titles[code] for code, rules in _written(workshop)}


def other_sheets(workshop: Workshop) -> dict[str, Words]:
    """List the ready sheets that an agenda does not use, with their titles; for templates."""
    used = sheets(workshop)
    return {code: form.title for code, form in FORMS.items() if code not in used}


def _written(workshop: Workshop) -> list[tuple[str, Sheet]]:
    """List the rules of the steps with sheets, each with the code of its step."""
    steps = ((step.code, step.rules) for step in agenda.steps(reading(), workshop))
    return [(code, rules) for code, rules in steps if isinstance(rules, Sheet)]


def _cards(workshop: Workshop, rules: Sheet | None, kinds: set[str]) -> dict[int, list[tuple[str, str]]]:
    """List the cards of these kinds that each table keeps, with their words, or numbers for those it may have."""
    deal = cited(reading(), workshop.id, rules) if rules and kinds else None
    blank = [(f"{number}", "") for number in range(1, _columns(deal, kinds) + 1)] if kinds else []
    hands = attempt(deal, [], partial(showing.hands, reading(), workshop, deal)) if deal else []
    kept = {
        hand.table.number: [
            (one.held.code, f"{one.held.code} · {one.face.title}") for one in hand.kept if one.kind.code in kinds
        ]
        for hand in hands
    }
    return {table.number: kept.get(table.number) or blank for table in workshop.tables}


def _columns(deal: Activity | None, kinds: set[str]) -> int:
    if deal is None or not isinstance(deal.rules, Deal):
        return _COLUMNS
    invented = deal.rules.blanks if deal.rules.invented_kind in kinds else 0
    return sum(map(deal.rules.keeps, kinds)) + invented or _COLUMNS


def _lines(layout: Form, page: Page) -> dict[str, int]:
    """Share the height of a page among its fields; those of a story share the place at the right of its pictures."""
    high, wide = _SIZES[papers.asked()]
    kinds = [one.kind for one in layout.fields]
    if "frame" in kinds:
        beside = [one for one in layout.fields[kinds.index("frame") :] if one.kind != "frame"]
        return lines.share(_spaces(beside), wide - _AROUND_STORY, _BESIDE)
    its = [one for one in layout.fields if (page.cards if one.repeat else page.last)]
    return lines.share(
        _spaces(its, len(page.cards) or 1), high - _AROUND - (_CARD if page.cards else 0), _width(wide, page)
    )


def _width(wide: float, page: Page) -> float:
    return (wide - _SIDES) / max(1, len(page.cards))


def _spaces(fields: Sequence[Field], columns: int = 1) -> dict[str, Space]:
    """Say what each field needs; one that is asked once is as wide as all columns."""
    return {
        one.code: Space(one.kind, len(pick(one.hint)) // (1 if one.repeat else columns), len(one.choices))
        for one in fields
    }


def _pages(workshop: Workshop, form: str, table: Table, cards: Sequence[tuple[str, str]]) -> Iterator[Page]:
    """Share the columns of a table among as few pages as they need, about as many on each."""
    sides = -(-len(cards) // _ABREAST) or 1
    for side in range(sides):
        its = cards[len(cards) * side // sides : len(cards) * (side + 1) // sides]
        yield Page(table, Identity("sheet", workshop.code, form, table.number, side + 1), its, side + 1 == sides)
