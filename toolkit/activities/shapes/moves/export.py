"""A deal as data: its moves in order and the hands that they leave; tables are given by number."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities.models import Activity, Move
from toolkit.activities.shapes.moves.hands import hands_of
from toolkit.workshops.models import Workshop


def moves(session: Session, workshop: Workshop, activity: Activity) -> dict[str, Any]:
    """Return the moves and the hands of a deal."""
    numbers = {table.id: table.number for table in workshop.tables}
    rows = session.scalars(select(Move).filter_by(activity_id=activity.id).order_by(Move.number))
    made = [{"number": row.number, "made": row.made_at, "content": _by_number(row.content, numbers)} for row in rows]
    hands = [
        {
            "table": numbers[table],
            "cards": [{"code": card.code, "state": card.state, "title": card.title} for card in hand.cards],
            "swapped": hand.swapped,
        }
        for table, hand in hands_of(session, activity).items()
    ]
    return {"moves": made, "hands": hands}


def _by_number(content: dict[str, Any], numbers: dict[int, int]) -> dict[str, Any]:
    """Name the tables of a move by number: their ids mean nothing outside our database."""
    named = dict(content)
    if "table" in content:
        named["table"] = numbers[content["table"]]
    if "hands" in content:
        named["hands"] = {str(numbers[int(table)]): cards for table, cards in content["hands"].items()}
    return named
