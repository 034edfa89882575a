"""The shape of a vote: one ballot of each person, and a result that is counted again whenever it is asked for."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account
from toolkit.activities.models import Activity, Answer, Voter
from toolkit.activities.shapes import Seen, Shape, Viewer
from toolkit.activities.shapes.answers import doubles, export, imports, options, report, showing, votes
from toolkit.activities.shapes.changes import Change, Giving
from toolkit.activities.shapes.imports import Bringing
from toolkit.activities.transcripts import Step
from toolkit.language import lazy
from toolkit.workshops.models import Participant, Workshop


def _vote(giving: Giving) -> dict[str, Any]:
    votes.cast(giving.session, giving.activity, giving.person, giving.token, giving.form)
    return {"vote": giving.activity.id}  # a snapshot that lacks the ballot has to lack the receipt


class Answers(Shape):
    """Each person casts one ballot; it is shown on purpose, and closed when the room leaves."""

    closes_with_step: ClassVar[bool] = True
    shown_words: ClassVar[Any] = lazy("Result shown")
    place: ClassVar[str] = "result"
    changes: ClassVar[Mapping[str, Change]] = {"vote": Change(_vote, waits=True, reply="shapes/answers/received.html")}
    holds: ClassVar[Sequence[str]] = ("vote",)
    follows: ClassVar[Sequence[Any]] = (Voter.participant_id,)
    decides: ClassVar[Sequence[Any]] = (Answer.participant_id, Activity.electorate)

    def veiled(self, activity: Activity) -> bool:
        """Say whether the result would sway those who have not voted, and tell whose the next ballot is."""
        return votes.vote_rules(activity).secret

    def opening(self, session: Session, workshop: Workshop, activity: Activity) -> None:
        """Fix the options, once."""
        options.freeze_options(session, workshop, activity)

    def closing(self, session: Session, activity: Activity) -> None:
        """Note who could vote."""
        votes.fix_electorate(session, activity)

    def count(self, session: Session, activity: Activity) -> int:
        """Return how many have voted."""
        return votes.turnout(session, activity)[0]

    def seen(self, session: Session, workshop: Workshop, activity: Activity, viewer: Viewer) -> Seen:  # noqa: ARG002
        """Return who has voted, the result once it is shown, and a person's own ballot."""
        return showing.seen(session, activity, viewer)

    def refused(self, seen: Seen, activity: Activity, form: Mapping[str, str]) -> Seen | None:
        """Return the ballot as it was sent."""
        if not isinstance(seen, showing.Voting):
            return None
        marks = votes.vote_rules(activity).marks(form, seen.choices)
        return replace(seen, ballot={**marks, "blank": bool(form.get("blank"))})

    def hand_over(self, session: Session, participant: Participant, other: Participant) -> None:
        """Make one voter of two; InvalidAnswer when both have cast a secret ballot in one vote."""
        doubles.check(session, participant, other)
        super().hand_over(session, participant, other)
        doubles.hand_over(session, participant, other)

    def account(self, session: Session, workshop: Workshop, activity: Activity) -> Account:
        """Return how the vote came out; only the turnout while it is not shown."""
        return report.account(session, workshop, activity)

    def export(self, session: Session, workshop: Workshop, activity: Activity, *, names: bool, hidden: bool) -> Any:
        """Return the vote, with its ballots once it is shown; with `names` whose they are, unless they are secret."""
        if activity.rules.shape != "answers":
            return {}  # its settings have gone bad: its ballots cannot be read
        return {"vote": export.vote(session, workshop, activity, names=names, hidden=hidden)}

    def check(self, step: Step, tables: Container[int]) -> None:
        """Refuse a vote that its rules cannot have held."""
        imports.check(step, tables)

    def bring_in(self, bringing: Bringing) -> None:
        """Add the options, who could vote, and the ballots."""
        imports.bring_in(bringing)


SHAPE = Answers()
