"""The shared sheets of the tables: fields with versions, of which none is ever lost."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, cast

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.deal import Deal
from toolkit.activities.kinds.deal.replay import Hand
from toolkit.activities.kinds.sheet.forms import Field, Form
from toolkit.activities.models import Activity, ActivityClosed, Entry, TableStatus
from toolkit.activities.shapes.changes import Clash
from toolkit.activities.shapes.moves.hands import hands_of
from toolkit.decks import revisions
from toolkit.language import gettext as _
from toolkit.workshops.models import Participant, Table, Workshop

STATES = ("working", "done", "help")


class Rules(Protocol):
    """What the rules of a kind say of its sheets: the deal that they cite, their fields, and how a text is kept."""

    @property
    def hand(self) -> str: ...  # noqa: D102 - the code of a step
    @property
    def layout(self) -> Form: ...  # noqa: D102 - title and fields
    def fields_for(self, cards: Sequence[tuple[str, str]]) -> list[Field]: ...  # noqa: D102 - of a table
    def read(self, code: str, text: str) -> str: ...  # noqa: D102 - or raise InvalidAnswer


class FieldConflict(Clash):
    """Someone else has written in the field meanwhile."""


def rules_of(activity: Activity) -> Rules:
    """Return the rules of a step with sheets, or raise InvalidAnswer when it has none."""
    if activity.rules.shape != "entries":
        raise InvalidAnswer(_("There is no sheet to write on here."))
    return cast("Rules", activity.rules)


def latest(session: Session, activity: Activity) -> dict[tuple[int, str], Entry]:
    """Return the newest entry of each field, by table id and field code."""
    return {(row.table_id, row.field): row for row in newest_of(session, [activity.id])}


def newest_of(session: Session, activities: Iterable[int]) -> Iterable[Entry]:
    """Yield the newest entry of each field of some steps, given by their ids."""
    ours = Entry.activity_id.in_(list(activities))
    newest = select(Entry.activity_id, Entry.table_id, Entry.field, func.max(Entry.version)).where(ours)
    grouped = newest.group_by(Entry.activity_id, Entry.table_id, Entry.field)
    which = tuple_(Entry.activity_id, Entry.table_id, Entry.field, Entry.version)
    return session.scalars(select(Entry).where(ours, which.in_(grouped)))


def fields_of(session: Session, workshop: Workshop, activity: Activity) -> dict[int, list[Field]]:
    """List the fields of each table's sheet, those about its kept cards included, by the table's id."""
    if activity.rules.shape != "entries":
        return {}
    rules = rules_of(activity)
    source = cited(session, workshop.id, rules)
    hands = hands_of(session, source) if source else {}
    invented = source.rules.invented_kind if source and isinstance(source.rules, Deal) else ""
    kinds = {card.code: card.kind for card in revisions.load(session, workshop.deck_revision_id).cards}
    kept = {table.id: _kept(hands.get(table.id, Hand()), kinds, invented) for table in workshop.tables}
    return {table: rules.fields_for(cards) for table, cards in kept.items()}


def _kept(hand: Hand, kinds: Mapping[str, str], invented: str) -> list[tuple[str, str]]:
    """List the cards that a hand keeps, as (code, kind); the deal says that of written ones."""
    return [(card.code, kinds.get(card.code, invented)) for card in hand.cards if card.state == "kept"]


def cited_hands(session: Session, workshop_id: int, rules: Rules) -> dict[int, Hand]:
    """Return the hands of the deal that a sheet cites, by the table's id."""
    source = cited(session, workshop_id, rules)
    return hands_of(session, source) if source else {}


def cited(session: Session, workshop_id: int, rules: Rules) -> Activity | None:
    """Return the deal that a sheet cites, if it cites one that is there."""
    return session.scalar(select(Activity).filter_by(workshop_id=workshop_id, code=rules.hand)) if rules.hand else None


def write(session: Session, activity: Activity, participant: Participant, field: str, text: str, base: int) -> Entry:
    """Write a field of the participant's table, on top of version `base`.

    Writing what stands there already changes nothing. Raises ActivityClosed when the sheet is closed, FieldConflict
    when somebody else was faster, InvalidAnswer or TextRefused for a text that cannot be kept.
    """
    if not activity.is_open:
        raise ActivityClosed(_("This sheet is closed. What you wrote is still on your device."))
    return _write(session, activity, participant, field, text, base)


def _write(session: Session, activity: Activity, participant: Participant, field: str, text: str, base: int) -> Entry:
    table, kept = check(session, activity, participant, field, text)
    current = newest(session, activity, table, field)
    if (current.text if current else "") == kept:
        return current or Entry(version=0, text="")
    if current and current.version != base:
        session.expunge(current)  # it is shown after this transaction is taken back
        raise FieldConflict(current, kept)
    first = Entry(activity_id=activity.id, table_id=table.id, field=field)
    return put_on_top(session, current or first, table, kept, participant.id, current.version if current else 0)


def check(session: Session, activity: Activity, participant: Participant, field: str, text: str) -> tuple[Table, str]:
    """Return the table of a person and a text as its sheet keeps it; raises what `write` raises for any other."""
    rules, table = rules_of(activity), participant.table
    if table is None:
        raise InvalidAnswer(_("There is no sheet to write on here."))
    kept = rules.read(field, text)
    _check_card(session, activity, rules, table, field)
    return table, kept


def put_on_top(
    session: Session, like: Entry, table: Table | None, text: str, author: int | None, last: int | None = None
) -> Entry:
    """Add the newest version of the field that `like` is of, after the `last`, where that is known."""
    where = {"activity_id": like.activity_id, "table_id": like.table_id, "field": like.field}
    if last is None:
        last = session.scalar(select(func.max(Entry.version)).filter_by(**where)) or 0
    entry = Entry(**where, version=last + 1, text=text, participant_id=author)
    session.add(entry)
    session.flush()  # of two at one moment the key refuses one, before either holds up the table
    if table:
        table.touch()
    return entry


def hand_in_late(
    session: Session, activity: Activity, participant: Participant, field: str, text: str, base: int
) -> Entry:
    """Keep a text that was being written when the sheet closed.

    Nobody has written since version `base`: it becomes the newest. Somebody has: it is in the history, where the
    facilitator finds it, and what the sheet shows stays. Raises what `write` raises, but never FieldConflict.
    """
    try:
        return _write(session, activity, participant, field, text, base)
    except FieldConflict as conflict:
        standing = conflict.theirs
        _write(session, activity, participant, field, text, standing.version)
        return put_on_top(session, standing, participant.table, standing.text, standing.participant_id)


def history(session: Session, activity: Activity) -> dict[tuple[int, str], list[Entry]]:
    """Return every version of every field, the newest first, by table id and field code."""
    kept: dict[tuple[int, str], list[Entry]] = {}
    for entry in session.scalars(select(Entry).filter_by(activity_id=activity.id).order_by(Entry.version.desc())):
        kept.setdefault((entry.table_id, entry.field), []).append(entry)
    return kept


def restore(session: Session, activity: Activity, table: Table, field: str, version: int) -> Entry:
    """Put an earlier text of a field on top of its history, whether the sheet is open or not.

    Raises InvalidAnswer for a version that is not there.
    """
    wanted = session.get(Entry, (activity.id, table.id, field, version))
    if wanted is None:
        raise InvalidAnswer(_("There is no such version of this field."))
    return put_on_top(session, wanted, table, wanted.text, None)


def _check_card(session: Session, activity: Activity, rules: Rules, table: Table, field: str) -> None:
    """Raise InvalidAnswer for a field about a card the table never had; one it set aside may still be written on."""
    card, dot, _field = field.rpartition(".")
    hand = (cited_hands(session, activity.workshop_id, rules) if dot else {}).get(table.id, Hand())
    if dot and card not in {*hand.codes(), *hand.swapped}:
        raise InvalidAnswer(_("This card is not in your table's hand."))


def newest(session: Session, activity: Activity, table: Table, field: str) -> Entry | None:
    """Return what stands in a field, if anything was written there."""
    query = select(Entry).filter_by(activity_id=activity.id, table_id=table.id, field=field)
    return session.scalar(query.order_by(Entry.version.desc()).limit(1))


def statuses(session: Session, activity: Activity) -> dict[int, str]:
    """Return how far each table says it is, by the table's id."""
    rows = session.scalars(select(TableStatus).filter_by(activity_id=activity.id))
    return {row.table_id: row.state for row in rows}


def set_status(session: Session, activity: Activity, table: Table, state: str) -> None:
    """Note that a table is working, done, or in need of help.

    Raises InvalidAnswer for any other state, and for a step without sheets.
    """
    rules_of(activity)
    if state not in STATES:
        raise InvalidAnswer(_("A table is working, done or in need of help."))
    session.merge(TableStatus(activity_id=activity.id, table_id=table.id, state=state))
    table.touch()
