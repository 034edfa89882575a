"""Shapes: the ways in which people give something, each with its whole life in one folder.

A kind of activity names its shape and brings what differs; nothing outside this folder and `kinds/` names either.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import update
from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account
from toolkit.activities.contents import filled
from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.rulesets import kind_of
from toolkit.activities.shapes.belongings import Belonging
from toolkit.activities.shapes.changes import Change, Giving
from toolkit.activities.shapes.primary_action import Outlook, PrimaryAction
from toolkit.activities.shapes.standings import Standing
from toolkit.activities.shapes.viewers import Viewer as Viewer
from toolkit.language import gettext as _
from toolkit.language import lazy
from toolkit.workshops.models import Participant, Workshop

if TYPE_CHECKING:  # a step has its shape, and a shape is asked about steps
    from toolkit.activities.late import Offer, Waiting
    from toolkit.activities.models import Activity
    from toolkit.activities.shapes.imports import Bringing
    from toolkit.activities.transcripts.steps import Step


@dataclass(frozen=True)
class Seen:
    """What somebody sees of a step, as plain data; `hidden` when it is kept from the room for now."""

    hidden: bool = False

    @property
    def progress(self) -> tuple[int, int, str] | None:
        """How many have given, of how many, and the same in words: where people are counted."""
        return None

    @property
    def news(self) -> bool:
        """Whether a phone asks for what is new alone, and not for the whole step, when its table has moved."""
        return False

    def written_since(self, known: str) -> Sequence[Any] | None:  # noqa: ARG002 - for those with news
        """Return what was written since a phone had the versions `known`; None when it must look at the whole step."""
        return None


class Shape:
    """A way of giving. On its own it is that in which nothing is given."""

    gives: ClassVar[bool] = True
    opens_with_step: ClassVar[bool] = False
    closes_with_step: ClassVar[bool] = False
    shown_at_first: ClassVar[bool] = False
    shown_words: ClassVar[Any] = lazy("Shown to the room")
    show_words: ClassVar[Any] = lazy("Show it to the room")
    by_table: ClassVar[bool] = False  # whether the wall can have one table in focus
    paper: ClassVar[bool] = False  # whether each table may give it on a sheet of paper
    photos: ClassVar[bool] = False  # whether tables may add photos of their paper
    place: ClassVar[str] = "alone"  # in a report: alone, among the results ("result"), or under each table ("table")
    changes: ClassVar[Mapping[str, Change]] = {}
    follows: ClassVar[Sequence[Any]] = ()  # columns that name a person: when two are made one, they name the one
    holds: ClassVar[Sequence[str]] = ()  # what of a step in an exported file is given in this way
    decides: ClassVar[Sequence[Any]] = ()  # columns that name people, of which `hand_over` decides otherwise

    def veiled(self, activity: "Activity") -> bool:  # noqa: ARG002 - the shapes'
        """Say whether a step is never open and shown at once."""
        return False

    def opening(self, session: Session, workshop: Workshop, activity: "Activity") -> None:
        """Do what there is to do before people give."""

    def showing(self, session: Session, activity: "Activity") -> None:
        """Do what there is to do when the room sees what was given."""

    def closing(self, session: Session, activity: "Activity") -> None:
        """Do what there is to do when nobody gives any more."""

    def anonymous(self, activity: "Activity") -> bool:  # noqa: ARG002 - the shapes'
        """Say whether no file names those who give here, whoever asks for it."""
        return False

    def begun(self, session: Session, activity: "Activity") -> bool:
        """Say whether people have begun, so that the rules stay as they are."""
        return activity.opened_at is not None or bool(filled(session, [activity.id]))

    def count(self, session: Session, activity: "Activity") -> int:  # noqa: ARG002 - the shapes'
        """Return how many have given, where the desk counts them."""
        return 0

    def standings(self, session: Session, workshop: Workshop, activity: "Activity") -> Mapping[int, Standing]:  # noqa: ARG002
        """Return how far each table is, by its id, for the desk."""
        return {}

    def action(self, activity: "Activity", about: "Activity", seen: Seen, outlook: Outlook) -> PrimaryAction | None:  # noqa: ARG002
        """Return what the step wants now from whoever leads it, by what the desk has `seen`; None to go on."""
        return None

    def about(self, session: Session, activity: "Activity") -> "Activity":  # noqa: ARG002 - the shapes'
        """Return the step whose contents are shown: the step itself, or one that it looks at."""
        return activity

    def seen(self, session: Session, workshop: Workshop, activity: "Activity", viewer: Viewer) -> Seen:  # noqa: ARG002
        """Return what somebody sees: what is hidden is decided here, once."""
        return Seen()

    def sets_apart(self, session: Session, activity: "Activity", viewer: Viewer) -> bool:  # noqa: ARG002
        """Say whether a step shows to a person what they alone gave, or have by lot, and not as to one who is new."""
        return False

    def refused(self, seen: Seen, activity: "Activity", form: Mapping[str, str]) -> Seen | None:  # noqa: ARG002
        """Return what somebody sees whose form was refused, with what they chose still in it; None to see only why."""
        return None

    def choices(self, session: Session, workshop: Workshop, activity: "Activity", part: str) -> Iterator[Choice]:  # noqa: ARG002
        """Offer what was given, or a part of it, to a vote."""
        return iter(())

    def waiting(self, session: Session, offers: Sequence["Offer"]) -> Sequence["Waiting"] | None:  # noqa: ARG002
        """Show what came too late as the facilitator decides on it; None where its text says all."""
        return None

    def take_in(self, session: Session, offer: "Offer") -> None:  # noqa: ARG002
        """Put what came too late where it was meant for."""
        raise InvalidAnswer(_("This step cannot be shown."))

    def history(self, session: Session, workshop: Workshop, activity: "Activity") -> Any:  # noqa: ARG002
        """Return every version of everything, for the facilitator; None where nothing has versions."""
        return None

    def restore(self, giving: Giving) -> None:  # noqa: ARG002
        """Put an earlier version on top."""
        raise InvalidAnswer(_("There is no such version of this field."))

    def hand_over(self, session: Session, participant: Participant, other: Participant) -> None:
        """Make what `other` gave the participant's: they are one person; InvalidAnswer where they cannot be."""
        for column in self.follows:
            session.execute(update(column.class_).where(column == other.id).values({column.key: participant.id}))

    def belongings(self, session: Session, participant: Participant) -> Iterator[Belonging]:  # noqa: ARG002
        """List what somebody gave, as it is read back to them."""
        return iter(())

    def forget(self, session: Session, participant: Participant) -> None:
        """Take away the words that are somebody's own, and their name from those of their table."""

    def account(self, session: Session, workshop: Workshop, activity: "Activity") -> Account | None:  # noqa: ARG002
        """Return what a report says of a step; None for a step that it leaves out."""
        return None

    def export(self, session: Session, workshop: Workshop, activity: "Activity", *, names: bool, hidden: bool) -> Any:  # noqa: ARG002
        """Return what was given as data: with `names` those of people, with `hidden` what the room has not seen."""
        return {}

    def check(self, step: "Step", tables: Container[int]) -> None:
        """Raise FieldRefused for what was given in an exported step, and cannot have been."""

    def bring_in(self, bringing: "Bringing") -> None:
        """Put what was given in an exported step, and passed the check, into this database."""


@cache
def shapes() -> dict[str, Shape]:
    """Import the shape of every sub-package and return it under the folder's name."""
    return {one: import_module(f"{__name__}.{one}.shape").SHAPE for _, one, room in iter_modules(__path__) if room}


def of_kind(kind: str) -> Shape:
    """Return the shape of a kind: of what was given, even when the settings have gone bad since."""
    return shapes()[kind_of(kind).shape]


@cache
def changes() -> dict[str, Change]:
    """Return all that people may change in a step, under its address."""
    return {name: change for shape in shapes().values() for name, change in shape.changes.items()}
