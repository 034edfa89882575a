"""What each person answers once: a ballot, or a survey. What it comes to is counted again whenever it is asked for."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account
from toolkit.activities.kinds import Choice
from toolkit.activities.kinds.surveys import Survey
from toolkit.activities.models import Activity, Answer, Voter
from toolkit.activities.rulesets import kind_of
from toolkit.activities.shapes import Seen, Shape, Viewer
from toolkit.activities.shapes.answers import (
    additions,
    ballot_box,
    export,
    imports,
    options,
    personal,
    primary_action,
    report,
    same_person,
    showing,
    votes,
)
from toolkit.activities.shapes.answers.surveys import files, moderation, outcomes
from toolkit.activities.shapes.answers.surveys import report as survey_report
from toolkit.activities.shapes.changes import DESK, Change, Giving
from toolkit.activities.shapes.imports import Bringing
from toolkit.activities.shapes.primary_action import Outlook, PrimaryAction
from toolkit.activities.transcripts.parts import FieldRefused
from toolkit.activities.transcripts.steps import Step
from toolkit.language import gettext as _
from toolkit.language import lazy
from toolkit.workshops.models import Participant, Workshop


def _vote(giving: Giving) -> dict[str, Any]:
    votes.cast(giving.session, giving.activity, giving.person, giving.token, giving.form)
    return {"vote": giving.activity.id}  # a snapshot that lacks the ballot has to lack the receipt


def _answer(giving: Giving) -> dict[str, Any]:
    outcomes.give(giving.session, giving.activity, giving.person, giving.token, giving.form)
    return {"vote": giving.activity.id}  # as above


def _hide(giving: Giving) -> None:
    outcomes.survey(giving.activity)
    moderation.hide(giving.activity, giving.text, on=giving.form.get("hidden") == "yes")


def _add_paper(giving: Giving) -> None:
    additions.add_paper(giving.session, giving.activity, giving.form)


def _add_hands(giving: Giving) -> None:
    additions.add_hands(giving.session, giving.activity, giving.form)


def _take_back(giving: Giving) -> None:
    additions.take_back(giving.session, giving.activity, giving.number("last") or 0)


class Answers(Shape):
    """Each person answers once; it is shown on purpose, and closed when the room leaves."""

    closes_with_step: ClassVar[bool] = True
    shown_words: ClassVar[Any] = lazy("Result shown")
    show_words: ClassVar[Any] = lazy("Show the result")
    place: ClassVar[str] = "result"
    changes: ClassVar[Mapping[str, Change]] = {
        "vote": Change(_vote, waits=True, abreast=True, reply="shapes/answers/received.html"),
        "answer": Change(_answer, waits=True, reply="shapes/answers/surveys/received.html"),
        "answers/*/hide": Change(_hide, roles=DESK, everyone=True),
        "paper": Change(_add_paper, roles=DESK, everyone=True),
        "hands": Change(_add_hands, roles=DESK, everyone=True),
        "take-back": Change(_take_back, roles=DESK, everyone=True),
    }
    holds: ClassVar[Sequence[str]] = ("vote", "answers")
    follows: ClassVar[Sequence[Any]] = (Voter.participant_id,)
    decides: ClassVar[Sequence[Any]] = (Answer.participant_id, Activity.electorate)

    sets_apart = staticmethod(showing.sets_apart)
    standings = staticmethod(primary_action.standings)
    belongings = staticmethod(personal.belongings)

    def veiled(self, activity: Activity) -> bool:
        """Say whether the result would sway those who have not voted, and tell whose the next ballot is."""
        rules = votes.rules_of(activity)
        return rules.private and not (isinstance(rules, Survey) and rules.live)

    def opening(self, session: Session, workshop: Workshop, activity: Activity) -> None:
        """Fix the options, once; ActivityClosed for a survey whose next answer would show through."""
        outcomes.check_unseen(activity)
        options.freeze_options(session, workshop, activity)

    def showing(self, session: Session, activity: Activity) -> None:
        """Note that the room has seen what the answers come to."""
        outcomes.note_revealed(session, activity)

    def closing(self, session: Session, activity: Activity) -> None:
        """Note who could vote, and open the envelopes."""
        votes.fix_electorate(session, activity)
        ballot_box.close(session, activity)

    def count(self, session: Session, activity: Activity) -> int:
        """Return how many have voted."""
        return votes.turnout(session, activity)[0]

    def seen(self, session: Session, workshop: Workshop, activity: Activity, viewer: Viewer) -> Seen:  # noqa: ARG002
        """Return who has voted, the result once it is shown, and a person's own ballot."""
        if isinstance(activity.rules, Survey):
            return outcomes.seen(session, activity, viewer)
        return showing.seen(session, activity, viewer)

    def action(self, activity: Activity, about: Activity, seen: Seen, outlook: Outlook) -> PrimaryAction | None:  # noqa: ARG002
        """Want the vote opened, closed once people have voted, and its result shown, here or in a later step."""
        return primary_action.action(activity, outlook, seen.progress or (0, 0, ""), veiled=self.veiled(activity))

    def refused(self, seen: Seen, activity: Activity, form: Mapping[str, str]) -> Seen | None:
        """Return the ballot or the answer as it was sent."""
        if not isinstance(seen, showing.Voting):
            return None
        marks = votes.rules_of(activity).marks(form, seen.choices)
        return replace(seen, ballot={**marks, "blank": bool(form.get("blank"))})

    def choices(self, session: Session, workshop: Workshop, activity: Activity, part: str) -> Iterator[Choice]:  # noqa: ARG002
        """Offer the proposals of a vote to its second round."""
        yield from options.choices_of(session, activity)

    def hand_over(self, session: Session, participant: Participant, other: Participant) -> None:
        """Make one voter of two; InvalidAnswer when both have cast a secret ballot in one vote."""
        same_person.check(session, participant, other)
        super().hand_over(session, participant, other)
        same_person.hand_over(session, participant, other)

    def account(self, session: Session, workshop: Workshop, activity: Activity) -> Account:
        """Return what came out; only the turnout while it is not shown."""
        if isinstance(activity.rules, Survey):
            return survey_report.account(session, activity)
        return report.account(session, workshop, activity)

    def export(self, session: Session, workshop: Workshop, activity: Activity, *, names: bool, hidden: bool) -> Any:
        """Return the vote, with its ballots once it is shown; with `names` whose they are, unless they are secret."""
        if isinstance(activity.rules, Survey):
            return {"answers": files.export(session, activity, hidden=hidden)}
        if activity.rules.shape != "answers":
            return {}  # its settings have gone bad: its ballots cannot be read
        return {"vote": export.vote(session, workshop, activity, names=names, hidden=hidden)}

    def check(self, step: Step, tables: Container[int]) -> None:
        """Refuse a vote that its rules cannot have held, and answers they cannot have taken."""
        asks = issubclass(kind_of(step.kind), Survey)
        if step.vote if asks else step.answers:
            raise FieldRefused("vote" if asks else "answers", _("nothing of the kind is given in this step"))
        files.check(step)
        imports.check(step, tables)

    def bring_in(self, bringing: Bringing) -> None:
        """Add the options, who could vote or answer, and the ballots or answers."""
        if bringing.step.answers is not None:
            files.bring_in(bringing, bringing.step.answers)
            return
        imports.bring_in(bringing)


SHAPE = Answers()
