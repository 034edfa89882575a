"""The settings of a room: its title, tables and language; who may join, who writes, which address phones use."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from toolkit.language import gettext as _
from toolkit.text import TextRefused, line
from toolkit.workshops.expiry import keep_longer
from toolkit.workshops.models import Workshop
from toolkit.workshops.tables import furnish

ADDRESS_LIMIT = 60
TITLE_LIMIT = 80
_DIGITS = 3  # of a number of tables
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


def describe(session: Session, workshop: Workshop, about: Mapping[str, str]) -> None:
    """Change what was decided when a workshop was made: its title, the number of its tables, the language it opens in.

    Raises TextRefused for no title or one too long, TableStays for a number of tables, NoSuchSetting for a language.
    """
    opening, count = about.get("language", workshop.language), about.get("tables", "")
    if opening not in workshop.languages:
        raise NoSuchSetting(_("There is no such setting."))
    furnish(session, workshop, int(count) if count.isascii() and count.isdigit() and len(count) <= _DIGITS else 0)
    rename(workshop, about.get("title", ""))
    workshop.languages = sorted(workshop.languages, key=lambda language: language != opening)


def rename(workshop: Workshop, title: str) -> None:
    """Call a workshop otherwise. Raises TextRefused for no title or one too long."""
    kept = line(title, TITLE_LIMIT)
    if not kept:
        raise TextRefused(_("Please give the workshop a title."))
    workshop.title = kept


def put_away(workshop: Workshop, *, on: bool) -> None:
    """Put a workshop away in the console, or take it out again."""
    workshop.archived = on


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
