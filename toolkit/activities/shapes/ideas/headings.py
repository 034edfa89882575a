"""Headings: what ideas are put under, by whoever writes them, by the facilitator, or by everybody."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from toolkit.activities.kinds import Choice, InvalidAnswer, Words
from toolkit.activities.models import Activity, ActivityClosed
from toolkit.activities.shapes.ideas.ideas import find, given, seen_by
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.activities.shapes.ideas.rules import Rules, rules_of
from toolkit.language import LANGUAGES
from toolkit.language import gettext as _
from toolkit.text import line
from toolkit.workshops.models import Participant

LONGEST = 60  # characters of a heading
MOST = 40  # headings of a step


@dataclass(frozen=True)
class Section:
    """The ideas under one heading; those under none have an empty one."""

    heading: Words
    ideas: Sequence[Idea]


def put(session: Session, activity: Activity, numbers: Collection[int], typed: str, *, new: bool = True) -> None:
    """Put ideas under a heading that is known, or unless told otherwise `new`; under none where nothing is typed.

    Raises InvalidAnswer when no idea is named, or one that is not there, or for a heading that cannot be made, and
    TextRefused for one too long.
    """
    if not numbers:
        raise InvalidAnswer(_("Tick first what goes under this heading."))
    heading = _meant(session, activity, line(typed, LONGEST), new=new)
    for number in numbers:
        find(session, activity, number).heading = heading


def check_may_put(session: Session, activity: Activity, participant: Participant, numbers: Collection[int]) -> None:
    """Raise ActivityClosed or InvalidAnswer when somebody in the room may not put these ideas under headings."""
    if not rules_of(activity).together:
        raise InvalidAnswer(_("Here, the facilitator puts them under headings."))
    if not activity.is_open:
        raise ActivityClosed(_("This step is closed: its ideas stay as they are."))
    if not set(numbers) <= {idea.number for idea in seen_by(session, activity, participant)}:
        raise InvalidAnswer(_("There is no such idea."))


def _meant(session: Session, activity: Activity, typed: str, *, new: bool) -> Words:
    """Return the heading that is meant, in all its languages."""
    if not typed:
        return {}
    known = every(rules_of(activity), given(session, activity, hidden=True))
    meant = [one for one in known if typed.casefold() in {text.casefold() for text in one.values()}]
    if not (meant or new):
        raise InvalidAnswer(_("Here, the facilitator makes the headings: choose one that is there."))
    if not meant and len(known) >= MOST:
        raise InvalidAnswer(_("There are %(most)s headings already: choose one of them.", most=MOST))
    return meant[0] if meant else dict.fromkeys(LANGUAGES, typed)


def every(rules: Rules, ideas: Iterable[Idea]) -> list[Words]:
    """List the headings: those that were there from the beginning, then those of the ideas in their order."""
    headings = list(rules.headings)
    for idea in sorted(ideas, key=lambda one: one.number):
        if idea.heading and idea.heading not in headings:
            headings.append(idea.heading)
    return headings


def sections(rules: Rules, ideas: Sequence[Idea]) -> list[Section]:
    """Put ideas under their headings, and last those under none; nothing where there are no headings."""
    headings = every(rules, ideas)
    if not headings:
        return []
    others = [idea for idea in ideas if not idea.heading]
    listed = [Section(heading, [idea for idea in ideas if idea.heading == heading]) for heading in headings]
    return [*listed, Section({}, others)] if others else listed


def choices(rules: Rules, ideas: Sequence[Idea]) -> Iterator[Choice]:
    """Offer each heading with something under it to a vote."""
    for number, section in enumerate(sections(rules, ideas), 1):
        if section.heading and section.ideas:
            tables = dict.fromkeys(idea.table_id for idea in section.ideas if idea.table_id)
            yield Choice(f"h{number}", section.heading, tuple(tables))
