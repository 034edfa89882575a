"""What every piece of a transcript is, and how one that cannot be is refused."""

from pydantic import BaseModel, ConfigDict

from toolkit.decks.folder.tables import shown
from toolkit.language import gettext as _

Words = dict[str, str]


class ExportRefused(ValueError):
    """A file that is no export of a workshop, or one that cannot be counted; the message says where and why."""


class FieldRefused(ExportRefused):
    """A field of an export that cannot be as it is."""

    def __init__(self, field: str, why: str) -> None:
        """Keep the name of the field, and the reason."""
        super().__init__(_("field %(field)s: %(why)s", field=field, why=why))
        self.field, self.why = field, why


def must_be(field: str, value: object, accepted: str) -> FieldRefused:
    """Refuse a field for what stands in it, and say what is accepted there."""
    return FieldRefused(field, _("it is %(value)s, and must be %(accepted)s", value=shown(value), accepted=accepted))


class Part(BaseModel):
    """A piece of an export: nothing in it that is not described."""

    model_config = ConfigDict(frozen=True, extra="forbid")
