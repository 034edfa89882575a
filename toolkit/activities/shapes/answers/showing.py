"""What is seen of a vote: who has voted, one's own ballot, and the result once it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from toolkit.activities.kinds import Choice, Content
from toolkit.activities.models import Activity
from toolkit.activities.shapes import Seen, Viewer
from toolkit.activities.shapes.answers import votes
from toolkit.language import gettext as _


@dataclass(frozen=True)
class Voting(Seen):
    """A vote: how many have voted, its result if it is shown, and for a person the choices and their ballot."""

    voted: int = 0
    eligible: int = 0
    result: votes.Result | None = None
    choices: Sequence[Choice] = ()
    ballot: Content | None = None
    received: bool = False

    @property
    def progress(self) -> tuple[int, int, str]:
        """How many have voted, of how many."""
        said = _("%(voted)s of %(eligible)s have voted", voted=self.voted, eligible=self.eligible)
        return self.voted, self.eligible, said


def seen(session: Session, activity: Activity, viewer: Viewer) -> Voting:
    """Return what somebody sees of a vote."""
    voted, eligible = votes.turnout(session, activity)
    shown = votes.result(session, activity) if activity.is_shown else None
    if viewer.person is None:
        return Voting(voted=voted, eligible=eligible, result=shown)
    return Voting(
        voted=voted,
        eligible=eligible,
        result=shown,
        choices=votes.choices_for(session, activity, viewer.person),
        ballot=votes.own_ballot(session, activity, viewer.person, viewer.token),
        received=votes.has_voted(session, activity, viewer.person),
    )
