"""What each step gave, table by table: hands, sheets, ideas and the results of votes."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from toolkit.activities import scene, votes
from toolkit.activities.hands import hands_of
from toolkit.activities.ideas import by_table
from toolkit.activities.kinds.deal.hands import Hand, HandCard
from toolkit.activities.kinds.sheet import Sheet
from toolkit.activities.kinds.sheet.forms import Field
from toolkit.activities.models import Activity, Photo
from toolkit.activities.options import choices_of
from toolkit.activities.sheets import latest
from toolkit.decks import revisions
from toolkit.decks.models import Deck
from toolkit.language import current, pick
from toolkit.reports.models import Filled, GivenIdea, HandOf, HeldCard, IdeasOf, Pictured, SheetOf
from toolkit.reports.results import Result, Row, Voted
from toolkit.reports.tables import TableName
from toolkit.workshops.models import Table, Workshop


def name(table: Table) -> TableName:
    """Return a table as people know it."""
    return TableName(table.number, table.name, table.colour)


def hands(session: Session, workshop: Workshop, activity: Activity) -> list[HandOf]:
    """Return every card that came to each table, with what became of it."""
    deck = revisions.load(session, workshop.deck_revision_id)
    dealt = hands_of(session, activity)
    return [
        HandOf(name(table), list(_held(deck, workshop.variant, dealt.get(table.id, Hand()))))
        for table in workshop.tables
    ]


def _held(deck: Deck, variant: str | None, hand: Hand) -> Iterator[HeldCard]:
    gone = [HandCard(code, "swapped") for code in hand.swapped]
    for card in [*hand.cards, *gone]:
        known = next((one for one in deck.cards if one.code == card.code), None)
        kind = deck.kind(known.kind) if known else deck.blank
        yield HeldCard(
            code=card.code,
            title=deck.face(known, current(), variant).title if known else card.title,
            kind=kind.code,
            kind_name=pick(kind.name),
            shape=kind.shape,
            colour=kind.colour,
            fate=card.state,
            invented=known is None,
        )


def sheets(session: Session, workshop: Workshop, activity: Activity) -> list[SheetOf]:
    """Return the sheet of each table: the fields of its form, then those about cards it no longer keeps."""
    newest = latest(session, activity)
    deck = revisions.load(session, workshop.deck_revision_id)
    named = {card.code: deck.face(card, current(), workshop.variant).title for card in deck.cards}
    found = []
    for sheet in scene.sheets_of(session, workshop, activity):
        titles = named | {code: card.face.title for code, card in sheet.cards.items()}
        listed = [_filled(field, entry.text if entry else "", titles) for field, entry in sheet.fields]
        known = {field.code for field in listed}
        left = {
            code: entry.text for (table, code), entry in newest.items() if table == sheet.table.id and code not in known
        }
        listed += [_filled(_field(activity, code), left[code], titles) for code in sorted(left) if left[code]]
        found.append(SheetOf(name(sheet.table), listed, [_pictured(photo) for photo in sheet.photos]))
    return found


def _pictured(photo: Photo) -> Pictured:
    return Pictured(photo.id, photo.large, photo.alt, photo.width, photo.height)


def ideas(session: Session, workshop: Workshop, activity: Activity) -> list[IdeasOf]:
    """Return the ideas of each table, none hidden or taken back, with names where the step asks for them."""
    named = activity.settings.get("names")
    return [
        IdeasOf(
            name(group.table) if group.table else None,
            [GivenIdea(idea.text, idea.author.name if named and idea.author else "") for idea in reversed(group.ideas)],
        )
        for group in by_table(session, workshop, activity)
        if group.ideas
    ]


def _field(activity: Activity, code: str) -> Field:
    """Return the field that was written in, even when the table no longer keeps the card it is about."""
    card, _dot, part = code.rpartition(".")
    layout = activity.rules.layout.fields if isinstance(activity.rules, Sheet) else ()
    field = next((field for field in layout if field.code == part), None) or Field(code=code, label={"en": code})
    return field.model_copy(update={"code": code, "card": card})


def _filled(field: Field, text: str, titles: dict[str, str]) -> Filled:
    return Filled(
        code=field.code,
        label=pick(field.label),
        kind=field.kind,
        text=field.reading(text),
        card=" ".join(part for part in (field.card, titles.get(field.card, "")) if part),
    )


def result(session: Session, workshop: Workshop, activity: Activity) -> Result:
    """Return how a vote came out, counted again from its ballots; only the turnout while it is not shown."""
    rules = votes.vote_rules(activity)
    voted, eligible = votes.turnout(session, activity)
    counted = votes.result(session, activity) if activity.is_shown else None
    marked = counted is not None and counted.voted > counted.blank
    return Result(
        activity=_voted(activity),
        rules=rules,
        shown=activity.is_shown,
        choices=choices_of(session, activity),
        eligible=eligible,
        voted=voted,
        blank=counted.blank if counted else 0,
        tally=counted.tally if counted and marked else {"rows": []},
        rows=_rows(workshop, counted) if counted and marked else [],
    )


def _voted(activity: Activity) -> Voted:
    return Voted(
        id=activity.id,
        code=activity.code,
        kind=activity.kind,
        title=activity.title,
        instruction=activity.instruction,
        settings=activity.settings,
        rules=votes.vote_rules(activity),
    )


def _rows(workshop: Workshop, counted: votes.Result) -> list[Row]:
    tables = {table.id: name(table) for table in workshop.tables}
    ranks = [row["rank"] for row in counted.tally["rows"]]
    return [
        Row(
            label=pick(row["choice"].label),
            tables=[tables[table] for table in row["choice"].tables if table in tables],
            rank=row["rank"],
            tied=ranks.count(row["rank"]) > 1,
            headline=counted.rules.headline(row),
        )
        for row in counted.tally["rows"]
    ]
