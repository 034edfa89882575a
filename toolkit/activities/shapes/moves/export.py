"""A deal as data: its moves in order and the hands that they leave; tables are given by number."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities.kinds import Content
from toolkit.activities.kinds.deal.replay import play
from toolkit.activities.models import Activity, Move
from toolkit.workshops.models import Workshop


def moves(session: Session, workshop: Workshop, activity: Activity) -> dict[str, Any]:
    """Return the moves and the hands of a deal."""
    numbers = {table.id: table.number for table in workshop.tables}
    rows = session.scalars(select(Move).filter_by(activity_id=activity.id).order_by(Move.number))
    contents = {row: renumbered(row.content, numbers) for row in _of_tables_here(rows, numbers)}
    made = [{"number": row.number, "made": row.made_at, "content": content} for row, content in contents.items()]
    return {"moves": made, "hands": left(contents.values())}


def _of_tables_here(rows: Iterable[Move], numbers: Mapping[int, int]) -> Iterator[Move]:
    """Leave out what a table that is gone did, and what took that back: older workshops could lose such a table."""
    standing: list[bool] = []
    for row in rows:
        if row.content["do"] == "undo":
            here = not standing or standing.pop()
        else:
            here = "table" not in row.content or row.content["table"] in numbers
            standing.append(here)
        if here:
            yield row


def left(contents: Iterable[Content]) -> list[dict[str, Any]]:
    """Return the hand that moves leave in front of each table."""
    return [
        {
            "table": table,
            "cards": [{"code": card.code, "state": card.state, "title": card.title} for card in hand.cards],
            "swapped": hand.swapped,
        }
        for table, hand in play(contents).items()
    ]


def renumbered(content: Content, numbers: Mapping[int, int]) -> dict[str, Any]:
    """Return a move with its tables called by `numbers`, those that have one: ids mean nothing outside our database."""
    named = dict(content)
    if "table" in content:
        named["table"] = numbers[content["table"]]
    if "hands" in content:
        named["hands"] = {
            str(numbers[int(table)]): cards for table, cards in content["hands"].items() if int(table) in numbers
        }
    return named
