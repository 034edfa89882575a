"""The shape of a deal: cards are dealt to the tables, and hands are what their moves make of the deck."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from toolkit.activities.kinds import Choice
from toolkit.activities.kinds.deal.replay import standing
from toolkit.activities.models import Activity
from toolkit.activities.shapes import Seen, Shape
from toolkit.activities.shapes.changes import DESK, Change, Giving
from toolkit.activities.shapes.moves import export, hands, imports, offering, report, showing
from toolkit.activities.shapes.primary_action import Outlook, PrimaryAction
from toolkit.activities.shapes.standings import Standing
from toolkit.language import gettext as _
from toolkit.workshops.models import Workshop


def _keep(giving: Giving) -> None:
    hands.keep(giving.session, giving.activity, giving.table, giving.what, giving.form.get("state", ""))


def _swap(giving: Giving) -> dict[str, Any]:
    return {"drawn": hands.swap(giving.session, giving.workshop, giving.activity, giving.table, giving.what)}


def _write_blank(giving: Giving) -> None:
    hands.write_blank(giving.session, giving.activity, giving.table, giving.form.get("title", ""))


def _deal(giving: Giving) -> dict[str, Any]:
    form = giving.form
    asked = {"seed", "duplicates"} & set(form)  # the desk's large button asks nothing: the agenda decides
    shared = form.get("duplicates") == "yes" if asked else None
    seed = form.get("seed", "")
    return {"seed": hands.deal(giving.session, giving.workshop, giving.activity, seed=seed, duplicates=shared)}


def _undo(giving: Giving) -> None:
    hands.undo(giving.session, giving.workshop, giving.activity, giving.number("seen"))


class Moves(Shape):
    """Each table moves its cards, and the facilitator deals."""

    opens_with_step: ClassVar[bool] = True
    shown_at_first: ClassVar[bool] = True
    by_table: ClassVar[bool] = True
    place: ClassVar[str] = "table"
    holds: ClassVar[Sequence[str]] = ("moves", "hands")
    changes: ClassVar[Mapping[str, Change]] = {
        "cards/*/keep": Change(_keep, waits=True),
        "cards/*/swap": Change(_swap, waits=True),
        "blank": Change(_write_blank, waits=True),
        "deal": Change(_deal, DESK, everyone=True),
        "undo-deal": Change(_undo, DESK, everyone=True),
    }

    seen = staticmethod(showing.seen)
    account = staticmethod(report.account)
    check = staticmethod(imports.check)
    bring_in = staticmethod(imports.bring_in)

    def begun(self, session: Session, activity: Activity) -> bool:
        """Say whether cards are dealt: a deal that was undone leaves nothing."""
        return activity.opened_at is not None or bool(standing(hands.moves_of(session, activity)))

    def action(self, activity: Activity, about: Activity, seen: Seen, outlook: Outlook) -> PrimaryAction | None:  # noqa: ARG002
        """Want cards on the tables."""
        if not isinstance(seen, showing.Hands) or seen.seed:
            return None
        return PrimaryAction(
            _("Deal to every table"), "layers", "deal", activity.id, unmet=_("No cards have been dealt in this step.")
        )

    def standings(self, session: Session, workshop: Workshop, activity: Activity) -> Mapping[int, Standing]:  # noqa: ARG002
        """Return how many cards each table keeps, and when it last moved one."""
        return showing.standings(session, activity)

    def choices(self, session: Session, workshop: Workshop, activity: Activity, part: str) -> Iterator[Choice]:
        """Offer the cards of a kind that tables keep."""
        return offering.kept(session, workshop, activity, part)

    def export(self, session: Session, workshop: Workshop, activity: Activity, *, names: bool, hidden: bool) -> Any:  # noqa: ARG002
        """Return the moves in order, and the hands that they leave."""
        return export.moves(session, workshop, activity)


SHAPE = Moves()
