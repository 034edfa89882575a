"""What a report says of a step with sheets: the sheet of each table, and its photos."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account, Block, Count, Fields, Group, Paragraph, Picture, Plan, Storyboard
from toolkit.activities.kinds.sheet import Sheet
from toolkit.activities.kinds.sheet.forms import Field
from toolkit.activities.models import Activity
from toolkit.activities.shapes.entries.sheets import latest, rules_of
from toolkit.activities.shapes.entries.showing import TableSheet, sheets_of
from toolkit.activities.table_names import name
from toolkit.decks import revisions
from toolkit.language import current, ngettext, pick
from toolkit.language import gettext as _
from toolkit.workshops.models import Workshop

Written = tuple[Field, str]


def account(session: Session, workshop: Workshop, activity: Activity) -> Account:
    """Return the sheet of each table: the fields of its form, then those about cards it no longer keeps."""
    deck = revisions.load(session, workshop.deck_revision_id)
    titles = {card.code: deck.face(card, current(), workshop.variant).title for card in deck.cards}
    total = pick(rules_of(activity).layout.total)
    newest = {place: entry.text for place, entry in latest(session, activity).items()}
    sheets = [
        (sheet, list(_written(sheet, newest, activity.rules))) for sheet in sheets_of(session, workshop, activity)
    ]
    groups = [Group(name(sheet.table), list(_blocks(sheet, lines, titles, total))) for sheet, lines in sheets]
    planning = isinstance(activity.rules, Sheet) and activity.rules.layout.plans
    plans = list(_plans(sheets)) if planning else []
    going_on = frozenset((activity.id, plan.table) for plan in plans)
    return Account(
        groups=groups,
        takeaways=[_going_on(len(plans))] if plans else [],
        counts=[Count(_("Next steps"), going_on)] if planning else [],
        plans=plans,
        empty=not any(group.telling for group in groups),
    )


def _written(sheet: TableSheet, newest: Mapping[tuple[int, str], str], rules: object) -> Iterator[Written]:
    listed = {field.code for field, _entry in sheet.fields}
    for field, entry in sheet.fields:
        yield field, entry.text if entry else ""
    for code in sorted(code for table, code in newest if table == sheet.table.id and code not in listed):
        if text := newest[sheet.table.id, code]:
            yield _field(rules, code), text


def _field(rules: object, code: str) -> Field:
    """Return the field that was written in, even when the table no longer keeps the card it is about."""
    card, _dot, part = code.rpartition(".")
    layout = rules.layout.fields if isinstance(rules, Sheet) else ()
    field = next((field for field in layout if field.code == part), None) or Field(code=code, label={"en": code})
    return field.model_copy(update={"code": code, "card": card})


def _blocks(sheet: TableSheet, written: Sequence[Written], titles: Mapping[str, str], total: str) -> Iterator[Block]:
    """Yield the photos, then the fields in runs that belong together: about one card, frames or not."""
    known = {**titles, **{code: card.face.title for code, card in sheet.cards.items()}}
    if sheet.total:
        sentence = _("%(name)s: %(value)s", name=total, value=sheet.total)
        yield Paragraph(sentence, facts=[(total, str(sheet.total))])
    yield from (Picture(one.id, one.large, one.alt, one.width, one.height) for one in sheet.photos)
    for (card, frames), lines in groupby(written, key=lambda line: (line[0].card, line[0].kind == "frame")):
        about = " ".join(part for part in (card, known.get(card, "")) if part)
        yield (Storyboard if frames else Fields)(_answers(lines), about)


def _answers(written: Iterator[Written] | Sequence[Written]) -> list[tuple[str, str]]:
    return [(pick(field.label), field.reading(text)) for field, text in written]


def _plans(sheets: Sequence[tuple[TableSheet, Sequence[Written]]]) -> Iterator[Plan]:
    for sheet, written in sheets:
        if any(text for _field, text in written):
            yield Plan(name(sheet.table), _answers(written))


def _going_on(tables: int) -> str:
    return ngettext(
        "%(num)s table has written down a next step.", "%(num)s tables have written down a next step.", tables
    )
