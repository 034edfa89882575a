"""Changes: what people do in a step, each under its address, with the role that may do it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.activities.kinds import InvalidAnswer
from toolkit.dates import clock_time
from toolkit.language import gettext as _
from toolkit.workshops.models import Participant, Table, Workshop

if TYPE_CHECKING:  # as in the package
    from toolkit.activities.models import Activity

DIGITS = 15
ROOM, DESK = frozenset({"participant", "scribe"}), frozenset({"facilitator"})


@dataclass(frozen=True)
class Giving:
    """Somebody who changes something in a step: `what` names the thing, if there is more than one of them."""

    session: Session
    workshop: Workshop
    activity: "Activity"
    participant: Participant | None
    token: str
    what: str
    form: Mapping[str, str]

    @property
    def person(self) -> Participant:
        """The person, in the room; the desk has none."""
        if self.participant is None:
            raise InvalidAnswer(_("You are not at a table yet"))
        return self.participant

    @property
    def table(self) -> Table:
        """Their table."""
        if self.person.table is None:
            raise InvalidAnswer(_("You are not at a table yet"))
        return self.person.table

    @property
    def origin(self) -> Table | None:
        """The table where it was written, if the form says so."""
        number = self.number("table")
        tables = self.workshop.tables if number else []
        return next((table for table in tables if table.number == number), None)

    @property
    def moved(self) -> bool:
        """Whether they sit elsewhere by now than where they wrote it."""
        return bool(self.origin and self.participant and self.origin is not self.participant.table)

    @property
    def text(self) -> str:
        """What was written."""
        return self.form.get("text", "")

    @property
    def late(self) -> bool:
        """Whether it comes from a phone that was told it was too late, and hands it in all the same."""
        return self.form.get("late") == "yes"

    @property
    def ago(self) -> int:
        """How many milliseconds ago the phone says that its person began."""
        return self.number("ago") or 0

    @property
    def place(self) -> int:
        """The number of the thing that it is about, 0 for anything else."""
        return _whole(self.what) or 0

    def number(self, name: str) -> int | None:
        """Return a whole number of the form, if there is one."""
        return _whole(self.form.get(name, ""))

    def ticked(self, name: str) -> set[int]:
        """Return the numbers of the things that are ticked in a form: those of `idea-5` and `idea-7`, say."""
        numbers = (_whole(field.removeprefix(f"{name}-")) for field in self.form if field.startswith(f"{name}-"))
        return {number for number in numbers if number}

    def saved(self, version: int) -> dict[str, Any]:
        """Say that a text is kept, and when."""
        return {"version": version, "saved": clock_time(clock.now())}

    def offered(self) -> dict[str, Any]:
        """Say that a text came too late and waits for the facilitator, whose desk looks again."""
        (self.person.table or self.workshop).touch()
        return {"offered": True}


def _whole(typed: str) -> int | None:
    """Read a number that a database can hold."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= DIGITS else None


@dataclass(frozen=True)
class Change:
    """One thing that people may change: who, whether a pause forbids it, and who looks again.

    People make one that runs `abreast` at the same time, as what each writes is theirs alone; nobody's own do.
    `reply` is the fragment that answers in the place of the whole step. `ghosts` says who of a rehearsal does it.
    """

    work: Callable[[Giving], dict[str, Any] | None]
    roles: frozenset[str] = ROOM
    waits: bool = False
    everyone: bool = False
    abreast: bool = False
    reply: str = ""


@dataclass(eq=False)
class Clash(Exception):
    """Somebody else was faster; both texts are here to choose from."""

    theirs: Any
    yours: str
