"""The settings of a room: who may join, who writes, what people are called, which address phones use."""

from toolkit.language import gettext as _
from toolkit.text import line
from toolkit.workshops.models import Workshop
from toolkit.workshops.services import keep_longer

ADDRESS_LIMIT = 60
NAMES = ("free", "generated", "none")
_YES = {"yes": True, "no": False}
_VALUES: dict[str, dict[str, object]] = {
    "joining": {**_YES},
    "paused": {**_YES},
    "photos": {**_YES},
    "names": {name: name for name in NAMES},
    "writers": {writers: writers for writers in ("everyone", "scribe")},
}


class NoSuchSetting(ValueError):
    """A setting that a room has not, or not with this value."""


def change(workshop: Workshop, name: str, value: str) -> None:
    """Change one setting of the room; "keep" puts off the day on which it is erased.

    Raises NoSuchSetting, and TextRefused for an address too long.
    """
    if name == "keep":
        keep_longer(workshop)
    elif name == "address":
        workshop.address = line(value, ADDRESS_LIMIT)
    elif value in _VALUES.get(name, {}):
        setattr(workshop, name, _VALUES[name][value])
    else:
        raise NoSuchSetting(_("There is no such setting."))
