"""Newcomers: the people of a workshop that comes from elsewhere, by name where it names them."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from toolkit.language import gettext as _
from toolkit.workshops.models import Participant, Workshop

MOST = 10_000


class Newcomers:
    """Those who were in the room and, as they are asked for, those who had left it; nobody of them holds a key here."""

    def __init__(self, session: Session, workshop: Workshop, names: Mapping[str, int | None], present: int) -> None:
        self._session, self._workshop = session, workshop
        tables = {table.number: table for table in workshop.tables}
        people = [self._person(name, table=tables.get(number or 0)) for name, number in names.items()]
        self._named = {person.name: person for person in people}
        self._guests: list[Participant] = []
        self._add(people)
        self._fill(present - len(names), present=True)

    def named(self, name: str) -> int:
        """Return the id of whoever has this name."""
        if name not in self._named:
            self._named[name] = self._person(name, present=False)
            self._add([self._named[name]])
        return self._named[name].id

    def unnamed(self, count: int) -> list[int]:
        """Return the ids of as many people without a name."""
        self._fill(count - len(self._guests), present=False)
        return [person.id for person in self._guests[:count]]

    def anybody(self, count: int, first: Sequence[int] = ()) -> list[int]:
        """Return the ids of as many people, those who come `first` among them, then those who have a name."""
        self._fill(count - len(self._named) - len(self._guests), present=False)
        everybody = [person.id for person in (*self._named.values(), *self._guests)]
        return list(dict.fromkeys((*first, *everybody)))[:count]

    def _fill(self, missing: int, *, present: bool) -> None:
        """Add as many people without a name."""
        numbers = range(len(self._guests) + 1, len(self._guests) + 1 + missing)
        guests = [self._person(f"{_('Guest')} {number}", present=present) for number in numbers]
        self._guests += guests
        self._add(guests)

    def _person(self, name: str, **here: object) -> Participant:
        about = {"workshop_id": self._workshop.id, "language": self._workshop.language}
        return Participant(name=name, joined_at=self._workshop.created_at, **about, **here)

    def _add(self, people: Sequence[Participant]) -> None:
        self._session.add_all(people)
        self._session.flush()
