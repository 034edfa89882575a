"""The moves of an exported deal: what each may be, what they have to leave, and into this database."""

from collections.abc import Container, Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, StrictInt, TypeAdapter

from toolkit.activities.kinds import Content
from toolkit.activities.models import Move
from toolkit.activities.shapes.imports import Bringing, check_once, check_tables
from toolkit.activities.shapes.moves.export import left, renumbered
from toolkit.activities.transcripts.parts import FieldRefused
from toolkit.activities.transcripts.steps import Step
from toolkit.language import gettext as _


class _Move(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Deal(_Move):
    do: Literal["deal"]
    seed: str
    hands: dict[int, list[str]]
    duplicates: bool


class _Keep(_Move):
    do: Literal["keep"]
    table: StrictInt
    card: str
    state: Literal["dealt", "kept", "discarded"]


class _Swap(_Move):
    do: Literal["swap"]
    table: StrictInt
    card: str
    drawn: str


class _Blank(_Move):
    do: Literal["blank"]
    table: StrictInt
    card: str
    title: str


class _Undo(_Move):
    do: Literal["undo"]


_MOVE: TypeAdapter[Any] = TypeAdapter(_Deal | _Keep | _Swap | _Blank | _Undo)
_NONSENSE = (LookupError, StopIteration, ValueError)


def check(step: Step, tables: Container[int]) -> None:
    """Refuse moves that cannot be played, and those that leave other hands than the file says."""
    moves = step.moves or []
    check_once((move.number for move in moves), "moves")
    for move in moves:
        check_tables(_tables(move.number, move.content), "moves", tables)
    try:
        hands = left(move.content for move in sorted(moves, key=lambda move: move.number))
    except _NONSENSE as error:
        raise FieldRefused("moves", _("they cannot be played one after the other")) from error
    if hands != [hand.model_dump() for hand in step.hands or []]:
        raise FieldRefused("hands", _("they are not what the moves leave"))


def _tables(number: int, content: Content) -> Iterator[int]:
    """Yield the tables that a move is about; refuse one that is none."""
    try:
        move = _MOVE.validate_python(content)
    except ValueError as error:
        raise FieldRefused("moves", _("the move %(number)s is none", number=number)) from error
    yield from getattr(move, "hands", {})
    if hasattr(move, "table"):
        yield move.table


def bring_in(bringing: Bringing) -> None:
    """Add the moves: hands are what they make of the deck."""
    bringing.add(
        Move,
        (
            {"number": move.number, "content": renumbered(move.content, bringing.tables), "made_at": move.made}
            for move in bringing.step.moves or []
        ),
    )
