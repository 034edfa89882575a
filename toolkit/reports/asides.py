"""What came up beside the steps, as parts of the report and as data: words made clear, points for later, twists."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from toolkit.activities import asides
from toolkit.activities.asides import LATER, TWIST, WORD, Aside
from toolkit.activities.blocks import Account, Block, Fields, Group, Item, Listing
from toolkit.activities.models import Activity
from toolkit.language import gettext as _
from toolkit.language import ngettext, pick
from toolkit.reports import schemas
from toolkit.reports.models import Part, Step
from toolkit.workshops.models import Workshop


def parts(session: Session, workshop: Workshop) -> Iterator[Part]:
    """Yield a part for each sort of which there is something; they are of no step."""
    listed = asides.of(session, workshop)
    for place, (sort, title, block) in enumerate(_sorts(), 1):
        if of_sort := [one for one in listed if one.sort == sort]:
            step = Step(id=-place, code=sort, title=title, minutes=0, extra=0, spent=None)
            yield Part(step, "alone", Account([Group(None, [block(of_sort)])]))


def _sorts() -> Sequence[tuple[str, str, Callable[[Sequence[Aside]], Block]]]:
    return (
        (WORD, _("Words made clear"), _words),
        (LATER, _("Points for later"), lambda listed: _listing(listed, _("Point for later"))),
        (TWIST, _("Twists"), lambda listed: _listing(listed, _("Twist"))),
    )


def _words(listed: Sequence[Aside]) -> Fields:
    return Fields([(pick(one.text), pick(one.answer) or _("Not made clear yet.")) for one in listed])


def _listing(listed: Iterable[Aside], label: str) -> Listing:
    return Listing([Item(pick(one.text), "", label, " · ".join(_notes(one))) for one in listed])


def _notes(one: Aside) -> Iterator[str]:
    yield from [pick(one.answer)] if one.answer else []
    if one.asked > 1:
        yield ngettext("by %(num)s person", "by %(num)s people", one.asked)


def export(session: Session, workshop: Workshop, steps: Sequence[Activity]) -> list[schemas.Aside] | None:
    """Return them as data, those that were let go apart: none of these is in a file."""
    codes = {step.id: step.code for step in steps}
    return [
        schemas.Aside(
            sort=one.sort,
            text=one.text,
            answer=one.answer or None,
            step=codes.get(one.step or 0),
            asked=one.asked,
            said=one.said_at,
        )
        for one in asides.of(session, workshop)
    ] or None


def bring_in(session: Session, workshop: Workshop, known: Iterable[schemas.Aside], steps: Sequence[Activity]) -> None:
    """Add those of an exported workshop."""
    numbers = {step.code: step.id for step in steps}
    for one in known:
        about = {"sort": one.sort, "text": one.text, "answer": one.answer or {}, "asked": one.asked}
        session.add(Aside(workshop_id=workshop.id, step=numbers.get(one.step or ""), said_at=one.said, **about))
