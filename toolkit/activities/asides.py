"""Asides: what comes up beside a step. A word that is not clear, a point for later, a twist that changes the task."""

from collections.abc import Sequence

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from toolkit import clock
from toolkit.activities.kinds import InvalidAnswer
from toolkit.db import Base, Id, Json, Moment
from toolkit.decks.models import Deck
from toolkit.language import LANGUAGES
from toolkit.language import gettext as _
from toolkit.text import clean, folded, line
from toolkit.workshops.models import Workshop

WORD, LATER, TWIST = SORTS = ("word", "later", "twist")
MOST = 200  # of a workshop
LIMITS = {WORD: 60, LATER: 200, TWIST: 200}  # characters
ANSWER = 400


class Aside(Base):
    """One of them, kept without who said it: how many `asked`, and what the facilitator answered.

    `step` is the number of the step that it came up in; one that was let go is `dropped`, and stands nowhere.
    """

    __tablename__ = "aside"

    id: Mapped[Id]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"), index=True)
    sort: Mapped[str]
    text: Mapped[Json]  # in each language
    answer: Mapped[Json] = mapped_column(default=dict)
    step: Mapped[int | None]
    asked: Mapped[int] = mapped_column(default=1)
    dropped: Mapped[bool] = mapped_column(default=False)
    said_at: Mapped[Moment] = mapped_column(default=clock.now)


def of(session: Session, workshop: Workshop, *, dropped: bool = False) -> list[Aside]:
    """List those of a workshop in the order in which they came, unless asked for without those that were let go."""
    rows = session.scalars(select(Aside).filter_by(workshop_id=workshop.id).order_by(Aside.id))
    return [row for row in rows if dropped or not row.dropped]


def shown(asides: Sequence[Aside], workshop: Workshop) -> list[Aside]:
    """List what stands on every screen now: what was made clear in the present step, and the twist of it."""
    here = [one for one in asides if one.step == workshop.current_id]
    return [one for one in here if one.sort == TWIST or (one.sort == WORD and one.answer)]


def say(session: Session, workshop: Workshop, sort: str, typed: str) -> Aside:
    """Note a word that is not clear, or a point for later; the same again is counted, and not listed twice.

    Raises InvalidAnswer for what cannot be noted, and TextRefused for a text too long.
    """
    if sort not in (WORD, LATER):
        raise InvalidAnswer(_("Say whether it is a word or a point for later."))
    text = line(typed, LIMITS[sort])
    if not text:
        raise InvalidAnswer(_("Write the word, or the point for later."))
    for known in of(session, workshop, dropped=True):
        if known.sort == sort and folded(text) in {folded(one) for one in known.text.values()}:
            known.asked += 1
            return known
    return _add(session, workshop, sort, dict.fromkeys(LANGUAGES, text), {})


def twist(session: Session, workshop: Workshop, deck: Deck, card: str, typed: str) -> Aside:
    """Put a twist to the whole room, in the middle of a step: a card of the deck, or what is typed.

    Raises InvalidAnswer where there is neither, and TextRefused for a text too long.
    """
    text = line(typed, LIMITS[TWIST])
    if text:
        return _add(session, workshop, TWIST, dict.fromkeys(LANGUAGES, text), {})
    match = next((one for one in deck.cards if one.code == card), None)
    if match is None:
        raise InvalidAnswer(_("Choose a card, or write what changes."))
    faces = {language: deck.face(match, language, workshop.variant) for language in LANGUAGES}
    titles = {language: face.title for language, face in faces.items()}
    return _add(session, workshop, TWIST, titles, {language: face.text for language, face in faces.items()})


def _add(session: Session, workshop: Workshop, sort: str, text: dict[str, str], answer: dict[str, str]) -> Aside:
    count = session.scalar(select(func.count()).select_from(Aside).filter_by(workshop_id=workshop.id)) or 0
    if count >= MOST:
        raise InvalidAnswer(_("There are %(most)s of them already: no more are taken.", most=MOST))
    made = Aside(workshop_id=workshop.id, sort=sort, text=text, answer=answer, step=workshop.current_id)
    session.add(made)
    session.flush()
    return made


def answer(session: Session, workshop: Workshop, number: int, typed: str) -> None:
    """Answer one, for all; a word that was asked about earlier is made clear in the present step.

    Raises InvalidAnswer for one that is not there, and TextRefused for a text too long.
    """
    aside, text = _find(session, workshop, number), clean(typed, ANSWER)
    aside.answer = dict.fromkeys(LANGUAGES, text) if text else {}
    aside.step = workshop.current_id
    aside.dropped = False


def drop(session: Session, workshop: Workshop, number: int, *, on: bool) -> None:
    """Let one go, or take it back; raises InvalidAnswer for one that is not there."""
    _find(session, workshop, number).dropped = on


def _find(session: Session, workshop: Workshop, number: int) -> Aside:
    aside = session.get(Aside, number)
    if aside is None or aside.workshop_id != workshop.id:
        raise InvalidAnswer(_("There is no such word or point."))
    return aside


def offered(aside: Aside) -> dict[str, str]:
    """Return a word that was made clear as the form of a glossary asks for it."""
    named = {f"texts.{language}.term": text for language, text in aside.text.items()}
    return named | {f"texts.{language}.definition": text for language, text in aside.answer.items()}
