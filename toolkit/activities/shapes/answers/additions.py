"""Additions: ballots on paper that the facilitator enters, and hands that they count, for those without a phone."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.activities.kinds import MOST, Choice, Content, InvalidAnswer, whole
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity, ActivityClosed, Ballot
from toolkit.activities.shapes.answers import ballot_box, votes
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.activities.shapes.answers.heads import HAND, PAPER
from toolkit.activities.shapes.answers.models import Addition
from toolkit.activities.shapes.answers.options import choices_of
from toolkit.language import gettext as _
from toolkit.workshops.newcomers import MOST as MOST_PEOPLE

BLANK = "blank"


def takes(activity: Activity) -> bool:
    """Say whether ballots can be added: while a vote is open and, after it has closed, until it is shown."""
    if votes.vote_rules(activity).by_table:  # and neither is of a table
        return False
    return activity.is_open or bool(activity.opened_at and not activity.is_shown)


def by_hand(rules: Vote, choices: Sequence[Choice]) -> bool:
    """Say whether a hand is a whole ballot: one may choose a proposal, and not two."""
    hands = [dict.fromkeys([choice.code for choice in choices[:number]], 1) for number in (1, 2)]
    return len(choices) > 1 and [_is_lawful(rules, hand, choices) for hand in hands] == [True, False]


def _is_lawful(rules: Vote, content: Content, choices: Sequence[Choice]) -> bool:
    try:
        rules.lawful(content, choices)
    except InvalidAnswer:
        return False
    return True


def of(session: Session, activity: Activity) -> list[Addition]:
    """List what was added to a vote, and what was taken back, the last first."""
    return list(session.scalars(select(Addition).filter_by(activity_id=activity.id).order_by(Addition.id.desc())))


def add_paper(session: Session, activity: Activity, form: Mapping[str, str]) -> None:
    """Add the ballot of one person, who voted on paper."""
    rules, choices = _open(session, activity)
    _add(session, activity, PAPER, [Slip(_read(rules, form, choices), 1, PAPER)], {})


def _read(rules: Vote, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
    """Read a ballot of anybody: where one's own table's proposals are left out, it may leave out those of one table."""
    refusals: list[InvalidAnswer] = []
    for offer in votes.offers(rules, choices):
        try:
            content = votes.content_of(rules, form, offer)
        except InvalidAnswer as refused:
            refusals.append(refused)
        else:
            if rules.marks(form, offer) == rules.marks(form, choices):
                return content
    raise refusals[0]


def add_hands(session: Session, activity: Activity, form: Mapping[str, str]) -> None:
    """Add the hands that were raised for each proposal, and for none."""
    rules, choices = _open(session, activity)
    if not by_hand(rules, choices):
        raise InvalidAnswer(_("Hands can be counted where each person chooses one proposal. Enter ballots on paper."))
    slips = list(_hands(form, choices))
    if not slips:
        raise InvalidAnswer(_("Write how many hands you counted beside one proposal at least."))
    counted = {next(iter(slip.content)): slip.weight for slip in slips}
    _add(session, activity, HAND, slips, counted)


def _hands(form: Mapping[str, str], choices: Sequence[Choice]) -> Iterator[Slip]:
    contents: dict[str, Content] = {**{choice.code: {choice.code: 1} for choice in choices}, BLANK: votes.BLANK}
    for code, content in contents.items():
        number = whole(form.get(f"hands-{code}"))
        if number > MOST:
            raise InvalidAnswer(_("At most %(most)s hands for one proposal.", most=MOST))
        if number:
            yield Slip(content, number, HAND)


def _open(session: Session, activity: Activity) -> tuple[Vote, list[Choice]]:
    """Return the rules and options of a vote that takes ballots."""
    rules = votes.vote_rules(activity)
    if not activity.opened_at:
        raise ActivityClosed(_("The vote has not opened yet. Open it, then count in paper and hands."))
    if rules.by_table:
        raise InvalidAnswer(
            _("Each table counts for one here: paper and raised hands belong to no table, and cannot be counted in.")
        )
    if not takes(activity):
        raise ActivityClosed(_("The result is shown. Open the vote again, then count in paper and hands."))
    return rules, choices_of(session, activity)


def _add(session: Session, activity: Activity, origin: str, slips: Sequence[Slip], hands: Mapping[str, int]) -> None:
    people = sum(slip.weight for slip in slips)
    if votes.turnout(session, activity)[1] + people > MOST_PEOPLE:
        raise InvalidAnswer(_("A vote takes the ballots of %(most)s people, and not more.", most=MOST_PEOPLE))
    for earlier in of(session, activity):
        earlier.keys = []
    keys = ballot_box.add(session, activity, slips)
    session.add(Addition(activity_id=activity.id, origin=origin, people=people, hands=dict(hands), keys=keys))


def take_back(session: Session, activity: Activity, number: int) -> None:
    """Take the last addition back; `number` says which one was last for whoever asks."""
    _open(session, activity)
    last = next(iter(of(session, activity)), None)
    if last is None or last.id != number or not last.keys:
        raise InvalidAnswer(_("This is not the last that was counted in: only the last can be taken back."))
    session.execute(delete(Ballot).where(Ballot.activity_id == activity.id, Ballot.key.in_(last.keys)))
    last.keys, last.taken_back_at = [], clock.now()
