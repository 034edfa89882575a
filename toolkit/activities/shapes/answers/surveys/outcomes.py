"""Answers to a survey: one in, and what all of them come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.activities.kinds import Content, InvalidAnswer, Tally
from toolkit.activities.kinds.surveys import Survey
from toolkit.activities.models import Activity, ActivityClosed
from toolkit.activities.shapes import Viewer
from toolkit.activities.shapes.answers import ballot_box, votes
from toolkit.activities.shapes.answers.showing import Voting
from toolkit.activities.shapes.answers.surveys import moderation
from toolkit.activities.shapes.answers.surveys.moderation import Written
from toolkit.language import gettext as _
from toolkit.language import ngettext
from toolkit.workshops.models import Participant


@dataclass(frozen=True)
class Outcome:
    """What the answers come to: how many there are, and what the kind makes of them."""

    rules: Survey
    given: int
    tally: Tally

    @property
    def facts(self) -> Sequence[tuple[str, str]]:
        """The same line by line."""
        return self.rules.facts(self.tally)

    @property
    def first(self) -> Sequence[tuple[str, str]]:
        """What of it stands on the first page of a report."""
        return self.rules.first(self.tally)


@dataclass(frozen=True)
class Surveyed(Voting):
    """A survey: how many have answered, what that comes to once it is shown, and for a person their own answer."""

    outcome: Outcome | None = None
    short: str = ""  # why there is none though it is shown
    written: Sequence[Written] = ()  # at the desk, what people wrote: each text may be hidden

    @property
    def progress(self) -> tuple[int, int, str]:
        """How many have answered, of how many."""
        words = _("%(given)s of %(eligible)s have answered", given=self.voted, eligible=self.eligible)
        return self.voted, self.eligible, words


def give(session: Session, activity: Activity, participant: Participant, token: str, form: Mapping[str, str]) -> None:
    """Keep the participant's answer without them, in the place of any earlier one from the same browser.

    Raises ActivityClosed if it comes too late, InvalidAnswer or TextRefused for one that cannot be kept.
    """
    if not activity.is_open:
        raise ActivityClosed(_("This step is closed. Your last answer counts, if you had given one."))
    content = survey(activity).read(form, ())
    if not ballot_box.put(session, activity, participant, ballot_box.key_of(token, activity), content):
        raise InvalidAnswer(_("You have already answered from another device: that answer counts."))


def survey(activity: Activity) -> Survey:
    """Return the rules of a survey, or raise InvalidAnswer when the step is none."""
    if isinstance(activity.rules, Survey):
        return activity.rules
    raise InvalidAnswer(_("Nothing is asked in this step."))


def seen(session: Session, activity: Activity, viewer: Viewer) -> Surveyed:
    """Return what somebody sees of a survey: of the answers only what they come to, and their own."""
    count, eligible = votes.turnout(session, activity)
    person = None if viewer.new else viewer.person
    return Surveyed(
        voted=count,
        eligible=eligible,
        outcome=outcome(session, activity) if activity.is_shown else None,
        short=too_few(activity, count) if activity.is_shown else "",
        written=_written(session, activity) if viewer.desk else (),
        ballot=votes.own_ballot(session, activity, person, viewer.token) if person else None,
        received=votes.has_voted(session, activity, person) if person else False,
    )


def outcome(session: Session, activity: Activity) -> Outcome | None:
    """Return what the answers come to; None while there are too few to be shown."""
    rules, contents = survey(activity), answers(session, activity)
    tally = rules.tally(moderation.shown(activity, rules, contents), ())
    return Outcome(rules, len(contents), tally) if len(contents) >= rules.least else None


def _written(session: Session, activity: Activity) -> Sequence[Written]:
    """List what people wrote, once the room could see it: while others answer, it would tell who wrote what."""
    rules, contents = survey(activity), answers(session, activity)
    if (activity.is_open and not (rules.live and activity.is_shown)) or len(contents) < rules.least:
        return ()
    return moderation.every(activity, rules, contents)


def answers(session: Session, activity: Activity) -> list[Content]:
    """List the answers, in an order that tells nothing."""
    return [slip.content for slip in ballot_box.unsigned(session, activity) for _person in range(slip.weight)]


def note_revealed(session: Session, activity: Activity) -> None:
    """Note when the room first saw what the answers to a survey come to; not while there are too few."""
    if isinstance(activity.rules, Survey) and not activity.revealed_at and outcome(session, activity):
        activity.revealed_at = clock.now()


def check_unseen(activity: Activity) -> None:
    """Raise ActivityClosed when the room has seen the outcome: what one more answer changes would tell whose it is."""
    if activity.revealed_at and isinstance(activity.rules, Survey) and activity.shape.veiled(activity):
        raise ActivityClosed(
            _("The room has seen this result: one more answer would show through. Ask again in a copy of the step.")
        )


def too_few(activity: Activity, count: int) -> str:
    """Say how many answers it takes, and how many there are; nothing once there are enough."""
    least = survey(activity).least
    if count >= least:
        return ""
    return ngettext(
        "Shown from %(num)s answer on, %(given)s so far.", "Shown from %(num)s answers on, %(given)s so far.", least,
        given=count,
    )  # fmt: skip
