"""Votes: a ballot in, a result out. The result is always counted again from the ballots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from toolkit.activities.kinds import Answers, Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity, ActivityClosed, Answer, Ballot, Voter
from toolkit.activities.shapes.answers import ballot_box, heads, shares, ties
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.activities.shapes.answers.options import choices_of
from toolkit.activities.weights import Weight, weight_of
from toolkit.language import gettext as _
from toolkit.workshops.models import Participant

BLANK: Content = {"blank": True}


@dataclass(frozen=True)
class Result:
    """How a vote came out: rules, who could vote and did, also `apart` from phones, what was `counted`, the tally."""

    activity: Activity
    rules: Vote
    choices: Sequence[Choice]
    eligible: int
    voted: int
    blank: int
    counted: Weight
    tally: Tally
    apart: Mapping[str, int]

    @property
    def origins(self) -> str:
        """How the ballots came in, in words, when not all of them are from phones."""
        return heads.words(self.voted, self.apart)

    @property
    def tied(self) -> bool:
        """Whether two or more proposals come first together; without a ballot, none comes first."""
        return self.voted > self.blank and [row["rank"] for row in self.tally["rows"]].count(1) > 1

    @property
    def ties(self) -> list[str]:
        """Which proposals share a place, in words."""
        return ties.ties(self.tally["rows"]) if self.voted > self.blank else []


def cast(session: Session, activity: Activity, participant: Participant, token: str, form: Mapping[str, str]) -> None:
    """Record the participant's ballot, replacing any earlier one.

    A secret ballot is kept under a key made from the token that only the participant's browser holds: the same
    browser can change it, and nobody can tell from the database whose it is.

    Raises ActivityClosed if it comes too late, InvalidAnswer if it breaks the rules or comes from another browser
    than the first ballot.
    """
    if not activity.is_open:
        raise ActivityClosed(_("The vote is closed. Your last ballot counts, if you had cast one."))
    rules = vote_rules(activity)
    choices = offered(activity, choices_of(session, activity), participant)
    content = content_of(rules, form, choices)
    if content != BLANK:
        rules.check_lot(content, choices, ballot_box.lot_of(token, activity))
    if not rules.secret:
        table = shares.table_of(session, activity, participant)
        session.merge(
            Answer(activity_id=activity.id, participant_id=participant.id, content=content, table_number=table)
        )
        return
    if not ballot_box.put(session, activity, participant, ballot_box.key_of(token, activity), content):
        raise InvalidAnswer(_("You have already voted from another device: that ballot counts."))


def content_of(rules: Vote, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
    """Read a ballot, blank or not; InvalidAnswer for one that breaks the rules."""
    if not form.get("blank"):
        return rules.read(form, choices)
    if rules.marks(form, choices):
        raise InvalidAnswer(
            _("You ticked “blank vote” and chose something too: nothing was sent. Take one of the two away, then send.")
        )
    return BLANK


def vote_rules(activity: Activity) -> Vote:
    """Return the rules of a vote, or raise InvalidAnswer when the step is none."""
    if isinstance(activity.rules, Vote):
        return activity.rules
    raise InvalidAnswer(_("There is no vote in this step."))


def rules_of(activity: Activity) -> Answers:
    """Return the rules of a step where each person answers once, or raise InvalidAnswer when it is none."""
    if isinstance(activity.rules, Answers):
        return activity.rules
    raise InvalidAnswer(_("This step cannot be shown."))


def offered(activity: Activity, choices: list[Choice], participant: Participant) -> list[Choice]:
    """Return the options offered to a participant; only if the vote allows it those of where they sat as it opened."""
    if vote_rules(activity).own_table:
        return choices
    own = participant.table_at(activity.opened_at)
    return [choice for choice in choices if own not in choice.tables]


def check_ballot(rules: Vote, content: Content, choices: Sequence[Choice]) -> None:
    """Raise InvalidAnswer for a ballot that could not have been cast; where one's own table is left out, by anybody."""
    known = offers(rules, choices)
    refusals: list[InvalidAnswer] = []
    for offer in known:
        try:
            rules.lawful(content, offer)
        except InvalidAnswer as refused:
            refusals.append(refused)
    if len(refusals) == len(known):
        raise refusals[0]


def offers(rules: Vote, choices: Sequence[Choice]) -> list[Sequence[Choice]]:
    """List what people may choose between: all, or what is left of it without one's own table's."""
    own = [] if rules.own_table else sorted({table for choice in choices for table in choice.tables})
    return [choices, *([choice for choice in choices if table not in choice.tables] for table in own)]


def own_ballot(session: Session, activity: Activity, participant: Participant, token: str) -> Content | None:
    """Return the participant's ballot or answer, if this browser has sent one."""
    if rules_of(activity).private:
        return ballot_box.own(session, activity, token)
    answer = session.get(Answer, (activity.id, participant.id))
    return answer.content if answer else None


def has_voted(session: Session, activity: Activity, participant: Participant) -> bool:
    """Say whether the participant has voted or answered."""
    row = Voter if rules_of(activity).private else Answer
    return session.get(row, (activity.id, participant.id)) is not None


def turnout(session: Session, activity: Activity) -> tuple[int, int]:
    """Return how many have voted, and how many could: until it closes, those who did and those who are here.

    Ballots that are not from phones count for the people they speak for, who may be on no list.
    """
    here = select(func.count()).select_from(voters(activity).subquery()).scalar_subquery()
    apart = select(func.coalesce(func.sum(Ballot.weight), 0)).filter_by(activity_id=activity.id)
    phones, others = session.execute(select(here, apart.where(Ballot.origin != "phone").scalar_subquery())).one()
    if activity.electorate is not None:
        return phones + others, len(activity.electorate) + others
    waiting = session.scalar(select(func.count()).select_from(_waiting(activity).subquery())) or 0
    return phones + others, phones + others + waiting


def fix_electorate(session: Session, activity: Activity) -> None:
    """Note who could vote in a vote that closes now: whoever comes or goes later changes nothing."""
    people = session.scalars(voters(activity).union(_waiting(activity)))
    activity.electorate = sorted(people)  # by number: in the order in which they joined


def voters(activity: Activity) -> Select[int]:
    """Select those who have voted."""
    row = Voter if rules_of(activity).private else Answer
    return select(row.participant_id).filter_by(activity_id=activity.id)


def _waiting(activity: Activity) -> Select[int]:
    """Select those who are here and have not voted."""
    here = select(Participant.id).filter_by(workshop_id=activity.workshop_id, present=True)
    return here.where(Participant.id.not_in(voters(activity)))


def result(session: Session, activity: Activity) -> Result:
    """Count the ballots of a vote."""
    rules, choices, slips = vote_rules(activity), choices_of(session, activity), ballot_box.slips(session, activity)
    return count(activity, rules, choices, slips, turnout(session, activity))


def count(
    activity: Activity, rules: Vote, choices: Sequence[Choice], slips: Sequence[Slip], turnout: tuple[int, int]
) -> Result:
    """Count ballots, wherever they come from: the room, or an export that is counted again."""
    marked = [content for content in shares.contents(rules, slips) if content != BLANK]
    return Result(
        activity=activity,
        rules=rules,
        choices=choices,
        voted=turnout[0],
        eligible=turnout[1],
        blank=sum(slip.weight for slip in slips if slip.content == BLANK),
        counted=sum(weight_of(content) for content in marked),
        tally=rules.tally(marked, choices),
        apart=heads.apart_in(slips),
    )
