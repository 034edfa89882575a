"""How a hosted server is, for whoever looks after it: numbers, and nothing of any workshop."""

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from toolkit import __version__, clock, dates
from toolkit.language import decimal
from toolkit.language import gettext as _
from toolkit.media import shelves
from toolkit.people import services
from toolkit.web.house import house, reading
from toolkit.workshops.census import census

bp = Blueprint("upkeep", __name__)
BACKED_UP = "backed-up"  # a file that is touched when a copy has been made
NIGHTLY = timedelta(hours=30)
MEGABYTE = 1_000_000  # bytes
DATABASES = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
LITTLE = 4 * shelves.FLOOR  # bytes free on the disk; below the floor no photo is taken


@dataclass(frozen=True)
class Figure:
    """One thing to know, and what to do about it if it is not well."""

    name: str
    value: str
    advice: str = ""


@bp.get("/server")
def page() -> ResponseReturnValue:
    """Show how the server is."""
    groups = {
        _("Health"): list(_health()),
        _("Workshops"): list(_rooms()),
        _("Space"): list(_space()),
        _("Versions"): list(_versions()),
    }
    return render_template("server/upkeep.html", groups=groups)


def _health() -> Iterator[Figure]:
    relay = house().relay
    yield Figure(_("Database"), _("answers"))  # or this page would not
    if relay is None:
        yield Figure("Redis", _("not used: one process"))
    elif relay.connected:
        yield Figure("Redis", _("is heard"))
    else:
        yield Figure(
            "Redis", _("gone"), _("Redis is gone: screens follow a little later. Start it again; nothing is lost.")
        )
    yield _last_copy(house().settings.data / BACKED_UP)


def _last_copy(mark: Path) -> Figure:
    name, advice = _("Last copy"), _("No copy was made lately: look whether it runs every night.")
    if not mark.exists():
        return Figure(name, _("none yet"), advice)
    made = datetime.fromtimestamp(mark.stat().st_mtime, UTC)
    return Figure(name, f"{dates.day(made)}, {dates.clock_time(made)}", advice if clock.now() - made > NIGHTLY else "")


def _rooms() -> Iterator[Figure]:
    count, hub = census(reading()), house().hub
    online = [len(hub.present(code)) for code in count.open]
    yield Figure(_("Going on at this moment"), str(sum(map(bool, online))))
    yield Figure(_("Being prepared or led"), str(len(count.open)))
    yield Figure(_("Ended or put away"), str(count.others))
    yield Figure(_("People in open workshops"), str(count.people))
    yield Figure(_("Of them, connected at this moment"), str(sum(online)))
    yield Figure(_("Accounts of those who lead"), str(len(services.everybody(reading()))))


def _space() -> Iterator[Figure]:
    free = shutil.disk_usage(house().settings.data).free
    yield Figure(_("Database"), _megabytes(house().database.size(reading())))
    yield Figure(_("Photos"), _megabytes(sum(file.size for file in shelves.in_use().files())))
    low = _("Little room is left: without any, no photo is taken.") if free < LITTLE else ""
    yield Figure(_("Free, where photos are"), _megabytes(free), low)


def _versions() -> Iterator[Figure]:
    dialect = house().database.engine.dialect
    yield Figure("Musette", __version__)
    yield Figure("Python", platform.python_version())
    yield Figure(DATABASES.get(dialect.name, dialect.name), ".".join(map(str, dialect.server_version_info or ())))


def _megabytes(size: int) -> str:
    megabytes = size / MEGABYTE
    return _("%(size)s MB", size=decimal(round(megabytes) or round(megabytes, 1)))
