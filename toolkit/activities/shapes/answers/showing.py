"""What is seen of a vote: who has voted, one's own ballot, and the result once it is shown."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from toolkit.activities.kinds import Choice, Content
from toolkit.activities.models import Activity
from toolkit.activities.shapes import Seen, Viewer
from toolkit.activities.shapes.answers import additions, ballot_box, heads, options, votes
from toolkit.activities.shapes.answers.models import Addition
from toolkit.activities.shapes.answers.shifts import Shift, shifts
from toolkit.language import gettext as _
from toolkit.workshops.models import Workshop

FEW = 5  # ballots


@dataclass(frozen=True)
class Voting(Seen):
    """A vote: how many have voted, its result if it is shown, and for a person the choices and their ballot.

    The `lot` of a person is what chance gives them in this vote: only their browser can make it, as it does the key of
    their ballot. The room sees the choices until the result is shown, and the desk while it `takes` ballots on paper,
    by `hands` where one hand is one choice, and the `additions` that were made of them.
    """

    voted: int = 0
    eligible: int = 0
    result: votes.Result | None = None
    choices: Sequence[Choice] = ()
    ballot: Content | None = None
    received: bool = False
    lot: str = ""
    origins: str = ""
    takes: bool = False
    hands: bool = False
    additions: Sequence[Addition] = ()
    few: bool = False  # at the desk: so few secret ballots that a result tells who chose what
    shifts: Sequence[Shift] = ()

    @property
    def progress(self) -> tuple[int, int, str]:
        """How many have voted, of how many, and how when not all of them did on phones."""
        words = _("%(voted)s of %(eligible)s have voted", voted=self.voted, eligible=self.eligible)
        return self.voted, self.eligible, " · ".join(filter(None, (words, self.origins)))


def seen(session: Session, activity: Activity, viewer: Viewer) -> Voting:
    """Return what somebody sees of a vote."""
    voted, eligible = votes.turnout(session, activity)
    shown = votes.result(session, activity) if activity.is_shown else None
    moved = shifts(session, activity, shown) if shown else []
    if viewer.person is None:
        origins = heads.words(voted, heads.apart(session, activity))
        seen = Voting(voted=voted, eligible=eligible, result=shown, shifts=moved, origins=origins)
        return _at_the_desk(session, activity, seen) if viewer.desk else _on_the_wall(session, activity, seen)
    lot = "" if viewer.new else ballot_box.lot_of(viewer.token, activity)
    choices = votes.offered(
        activity, options.choices_of(session, activity) or _to_come(session, activity), viewer.person
    )
    return Voting(
        voted=voted,
        eligible=eligible,
        result=shown,
        shifts=moved,
        choices=_shuffled(choices, lot) if votes.vote_rules(activity).shuffled else choices,
        ballot=None if viewer.new else votes.own_ballot(session, activity, viewer.person, viewer.token),
        received=not viewer.new and votes.has_voted(session, activity, viewer.person),
        lot=lot,
    )


def sets_apart(session: Session, activity: Activity, viewer: Viewer) -> bool:
    """Say whether a person has voted, or is shown something else by lot."""
    rules = votes.rules_of(activity)
    if viewer.person is None or getattr(rules, "lots", False) or getattr(rules, "shuffled", False):
        return True
    voted = votes.has_voted(session, activity, viewer.person)
    return voted or votes.own_ballot(session, activity, viewer.person, viewer.token) is not None


def _on_the_wall(session: Session, activity: Activity, seen: Voting) -> Voting:
    """Add what people vote on, until they see how it came out."""
    if seen.result:
        return seen
    choices = options.choices_of(session, activity)
    shuffled = votes.vote_rules(activity).shuffled
    return replace(seen, choices=_shuffled(choices, _digest("wall", activity.id)) if shuffled else choices)


def _at_the_desk(session: Session, activity: Activity, seen: Voting) -> Voting:
    """Add what the desk needs to count in paper and hands; the next paper has a lot of its own."""
    choices, made = options.choices_of(session, activity), additions.of(session, activity)
    return replace(
        seen,
        choices=choices,
        lot=_digest("paper", activity.id, len(made)),
        takes=additions.takes(activity) and bool(choices),
        hands=additions.by_hand(votes.vote_rules(activity), choices),
        additions=made,
        few=votes.vote_rules(activity).secret and 0 < seen.voted < FEW and not activity.is_shown,
    )


def _shuffled(choices: Sequence[Choice], lot: str) -> list[Choice]:
    """Put the choices in an order of this person's, the same whenever they look."""
    return sorted(choices, key=lambda choice: _digest(lot, choice.code))


def _digest(*parts: object) -> str:
    return hashlib.sha256(" ".join(map(str, ("lot", *parts))).encode()).hexdigest()


def _to_come(session: Session, activity: Activity) -> list[Choice]:
    """List what a vote will be about: one that is open has its options, unless somebody only imagines it open."""
    workshop = session.get(Workshop, activity.workshop_id) if activity.is_open else None
    return options.expected(session, workshop, activity) if workshop else []
