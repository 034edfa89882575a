"""The shape of a step with sheets: each table writes its own, field by field, together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from toolkit.activities import late
from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.late import Offer, Waiting
from toolkit.activities.models import Activity, Entry
from toolkit.activities.shapes import Shape
from toolkit.activities.shapes.changes import Change, Giving
from toolkit.activities.shapes.entries import export, imports, personal, report, sheets, showing
from toolkit.activities.shapes.entries import late as lateness
from toolkit.activities.shapes.standings import Standing
from toolkit.language import LANGUAGES
from toolkit.language import gettext as _
from toolkit.workshops.models import Workshop


def _write(giving: Giving) -> dict[str, Any]:
    if giving.workshop.writers == "scribe" and giving.person.role != "scribe":
        raise InvalidAnswer(_("At your table one person writes. Take the pen if it should be you."))
    where, base = (giving.session, giving.activity, giving.person, giving.what, giving.text), giving.number("base") or 0
    if not giving.late:
        return giving.saved(sheets.write(*where, base).version)
    late.check_open(giving.workshop, giving.activity)
    if giving.moved:
        late.offer_from_afar(giving, sheets.rules_of(giving.activity).read(giving.what, giving.text))
        return giving.offered()
    taken = lateness.write(*where, lateness.Begun(base, giving.ago))
    return giving.offered() if isinstance(taken, Offer) else giving.saved(taken.version)


def _set_status(giving: Giving) -> None:
    sheets.set_status(giving.session, giving.activity, giving.table, giving.form.get("state", ""))


class Entries(Shape):
    """Sheets stay open for latecomers, and every version of a field is kept."""

    opens_with_step: ClassVar[bool] = True
    shown_at_first: ClassVar[bool] = True
    by_table: ClassVar[bool] = True
    photos: ClassVar[bool] = True
    place: ClassVar[str] = "table"
    changes: ClassVar[Mapping[str, Change]] = {
        "fields/*": Change(_write, abreast=True),
        "status": Change(_set_status, abreast=True),
    }
    holds: ClassVar[Sequence[str]] = ("entries", "photos", "offers")
    follows: ClassVar[Sequence[Any]] = (Entry.participant_id,)

    seen = staticmethod(showing.seen)
    take_in = staticmethod(lateness.take_in)
    belongings = staticmethod(personal.belongings)
    forget = staticmethod(personal.forget)
    account = staticmethod(report.account)
    check = staticmethod(imports.check)
    bring_in = staticmethod(imports.bring_in)

    def standings(self, session: Session, workshop: Workshop, activity: Activity) -> Mapping[int, Standing]:  # noqa: ARG002
        """Return what each table says, and how much it has written."""
        return showing.standings(session, activity)

    def choices(self, session: Session, workshop: Workshop, activity: Activity, part: str) -> Iterator[Choice]:
        """Offer what each table wrote in a field."""
        written = sheets.latest(session, activity)
        for table in workshop.tables:
            entry = written.get((table.id, part))
            if entry and entry.text:
                yield Choice(f"t{table.number}", dict.fromkeys(LANGUAGES, entry.text), (table.id,))

    def waiting(self, session: Session, offers: Sequence[Offer]) -> Sequence[Waiting]:
        """Show late texts beside what stands on the sheet."""
        return list(lateness.waiting(session, offers))

    def history(self, session: Session, workshop: Workshop, activity: Activity) -> Any:
        """Return every version of every field, by table id."""
        kept, fields = sheets.history(session, activity), sheets.fields_of(session, workshop, activity)
        return {
            table.id: [
                (field, kept[table.id, field.code]) for field in fields[table.id] if (table.id, field.code) in kept
            ]
            for table in workshop.tables
        }

    def restore(self, giving: Giving) -> None:
        """Put an earlier text on top of the history."""
        number = giving.number("table")
        table = next((table for table in giving.workshop.tables if table.number == number), None)
        if table is None:
            raise InvalidAnswer(_("There is no such table."))
        field, version = giving.form.get("field", ""), giving.number("version") or 0
        sheets.restore(giving.session, giving.activity, table, field, version)

    def export(self, session: Session, workshop: Workshop, activity: Activity, *, names: bool, hidden: bool) -> Any:
        """Return every version of every field, and the photos."""
        entries = export.entries(session, workshop, activity, names=names)
        return {"entries": entries, "photos": export.pictures(session, workshop, activity, hidden=hidden) or None}


SHAPE = Entries()
