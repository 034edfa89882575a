"""Sheets to fill in by hand, for tables without phones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import abort
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda
from toolkit.activities.kinds import Words
from toolkit.activities.kinds.deal import Deal
from toolkit.activities.kinds.sheet import Sheet
from toolkit.activities.kinds.sheet.forms import FORMS
from toolkit.activities.models import Activity
from toolkit.activities.shapes.entries.sheets import cited
from toolkit.activities.shapes.moves import showing
from toolkit.printing.paper.paper_codes import Identity
from toolkit.web.access import current_workshop
from toolkit.web.house import reading
from toolkit.web.printing import papers
from toolkit.workshops.models import Table, Workshop

_ABREAST = 3  # columns on a page, each of one card
_COLUMNS = 2  # where no deal says how many cards there will be


@dataclass(frozen=True)
class Page:
    """One side of a sheet: whose it is, what its code says, and the cards that its columns are about."""

    table: Table
    identity: Identity
    cards: Sequence[str] = ()
    last: bool = True


def worksheets(form: str) -> ResponseReturnValue:
    """Show a sheet to fill in by hand for each table: a ready one, or that of a step, whose code is named."""
    workshop = current_workshop()
    rules = next((one for code, one in _written(workshop) if form == (one.form or code)), None)
    layout = FORMS.get(form) or (rules and rules.layout) or abort(404)
    cards = _cards(workshop, rules, {field.repeat for field in layout.fields if field.repeat})
    pages = [page for table in workshop.tables for page in _pages(workshop, form, table, cards[table.number])]
    return papers.show("worksheets", form=layout, pages=pages)


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


def _cards(workshop: Workshop, rules: Sheet | None, kinds: set[str]) -> dict[int, list[str]]:
    """Name the cards of these kinds that each table keeps, or as many blanks as it may keep and invent."""
    deal = cited(reading(), workshop.id, rules) if rules and kinds else None
    blank = [""] * _columns(deal, kinds) if kinds else []
    hands = showing.hands(reading(), workshop, deal) if deal else []
    kept = {
        hand.table.number: [f"{one.held.code} · {one.face.title}" for one in hand.kept if one.kind.code in kinds]
        for hand in hands
    }
    return {table.number: kept.get(table.number) or blank for table in workshop.tables}


def _columns(deal: Activity | None, kinds: set[str]) -> int:
    if deal is None or not isinstance(deal.rules, Deal):
        return _COLUMNS
    invented = deal.rules.blanks if deal.rules.invented_kind in kinds else 0
    return sum(map(deal.rules.keeps, kinds)) + invented or _COLUMNS


def _pages(workshop: Workshop, form: str, table: Table, cards: Sequence[str]) -> Iterator[Page]:
    """Share the columns of a table among as few pages as they need, about as many on each."""
    sides = -(-len(cards) // _ABREAST) or 1
    for side in range(sides):
        its = cards[len(cards) * side // sides : len(cards) * (side + 1) // sides]
        yield Page(table, Identity("sheet", workshop.code, form, table.number, side + 1), its, side + 1 == sides)
