"""What `musette doctor` looks at: each check says how it is, and what to do about it."""

import ctypes
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fontpkg
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from toolkit.activities import photos
from toolkit.cli.tidying import unnamed
from toolkit.config import BadSetting, Settings, load
from toolkit.db import Database
from toolkit.language import gettext as _
from toolkit.live import server
from toolkit.paths import PACKAGE, STATIC
from toolkit.printing.render import pango
from toolkit.printing.render.pango import PangoMissing
from toolkit.printing.render.pool import RenderRefused, RenderStopped, pool
from toolkit.workshops.addresses import lan

OK, NOTE, NO_PDF, BROKEN = "ok", "note", "no-pdf", "broken"
FIRST_PORT, PORTS_TRIED = 8000, 50
ROOM_NEEDED = 500 * 1024**2  # bytes: photos and PDFs of one large workshop
LIBRARIES = {  # Linux, macOS, Windows
    "gobject": ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "harfbuzz": ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    "harfbuzz-subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    "fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
}
SPARE = {"harfbuzz-subset"}  # makes smaller files; the renderer does without
PLACES = ("", "/opt/homebrew/lib/", "/usr/local/lib/", "C:\\msys64\\ucrt64\\bin\\", "C:\\msys64\\mingw64\\bin\\")


@dataclass(frozen=True)
class Check:
    """What was looked at, how it is, and what to do about it."""

    name: str
    state: str
    says: str
    fix: str = ""


def examine() -> Iterator[Check]:
    """Look at everything a workshop needs, the quickest first."""
    yield Check("python", OK, f"{platform.python_version()}, {platform.system()} {platform.machine()}")
    try:
        settings = load()
    except (BadSetting, OSError) as problem:
        yield Check("settings", BROKEN, str(problem), _("Correct the setting, or choose another folder: MUSETTE_DATA."))
    else:
        for look in (data_folder, disk_space, database, kept_photos, port):
            yield look(settings)
    for look_around in (browser_files, addresses, clock, fonts):
        yield look_around()
    yield from libraries()
    yield pdf()


def data_folder(settings: Settings) -> Check:
    """Try to write where workshops are kept."""
    try:
        tempfile.TemporaryFile(dir=settings.data).close()
    except OSError as problem:
        return Check("data", BROKEN, str(problem), _("Choose another folder: musette serve --data FOLDER."))
    return Check("data", OK, str(settings.data))


def disk_space(settings: Settings) -> Check:
    """Measure what is left beside the data."""
    free = shutil.disk_usage(settings.data).free
    says = _("%(gigabytes).1f GB free", gigabytes=free / 1024**3)
    if free < ROOM_NEEDED:
        return Check("disk", BROKEN, says, _("Make room: a workshop with photos needs half a gigabyte."))
    return Check("disk", OK, says)


def database(settings: Settings) -> Check:
    """Open the database and compare its form with the one this version expects."""
    file = Path(settings.database_url.removeprefix("sqlite:///"))
    if settings.database_url.startswith("sqlite") and not file.exists():
        return Check("database", OK, _("none yet: made at the first start"))
    script = ScriptDirectory(str(PACKAGE / "migrations"))
    opened = Database(settings.database_url)
    try:
        with opened.engine.connect() as connection:
            heads = set(MigrationContext.configure(connection).get_current_heads())
    except SQLAlchemyError as problem:
        return Check(
            "database", BROKEN, str(problem).splitlines()[0], _("Check MUSETTE_DATABASE, or restore a backup.")
        )
    finally:
        opened.close()
    if heads == set(script.get_heads()):
        return Check("database", OK, _("open, and up to date"))
    if heads <= {revision.revision for revision in script.walk_revisions()}:
        return Check("database", NOTE, _("of an earlier version: the next start brings it up to date"))
    return Check(
        "database", BROKEN, _("made by a later version of Musette"), _("Install that version, or a later one.")
    )


def kept_photos(settings: Settings) -> Check:
    """Look for photos that no workshop names."""
    files = unnamed(settings)
    if not files:
        return Check("photos", OK, _("each belongs to a workshop"))
    says = _("%(size)s MB belong to no workshop", size=photos.megabytes(files))
    return Check("photos", NOTE, says, _("A backup may name them. To erase them: musette workshops tidy --yes."))


def port(settings: Settings) -> Check:
    """Find the port the next start will take."""
    first, tries = (settings.port, 1) if settings.port else (FIRST_PORT, PORTS_TRIED)
    try:
        with server.listen(settings.host, first, tries) as taken:
            return Check("port", OK, _("%(port)s is free", port=taken.getsockname()[1]))
    except OSError:
        return Check(
            "port", BROKEN, _("%(port)s is taken", port=first), _("Choose another: musette serve --port 8200.")
        )


def browser_files() -> Check:
    """Look for the scripts, styles and fonts that pages load."""
    vendor = STATIC / "vendor"
    here = [(vendor / "htmx.js").is_file(), any(vendor.glob("fonts/*.woff2")), (STATIC / "css" / "main.css").is_file()]
    if all(here):
        return Check("browser", OK, _("scripts, styles and fonts are here"))
    fix = _("Run python3 run.py, which fetches them, or install Musette again.")
    return Check("browser", BROKEN, _("scripts or fonts are missing from %(folder)s", folder=STATIC), fix)


def addresses() -> Check:
    """List the addresses phones of the room can use."""
    lines = [f"{address} ({interface})" for address, interface in lan().items()]
    if not lines:
        fix = _("Join a Wi-Fi network, or share one from this laptop or a phone.")
        return Check("addresses", NOTE, _("no network: only this computer can join"), fix)
    return Check("addresses", OK, ", ".join(lines))


def clock() -> Check:
    """Compare the clock with the age of the program, which cannot be in the future."""
    now, made = datetime.now(UTC), datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    wrong = now < made - timedelta(days=1)
    fix = _("The date looks wrong: set it, or reports will carry it.") if wrong else ""
    return Check("clock", NOTE if wrong else OK, f"{now.astimezone():%Y-%m-%d %H:%M %Z}", fix)


def fonts() -> Check:
    """Look for the last font of paper, which has every sign the others lack."""
    file = Path(fontpkg.path("Source Sans 3"))
    if file.is_file():
        return Check("fonts", OK, file.name)
    return Check("fonts", NO_PDF, _("%(file)s is missing", file=file.name), _("Install Musette again."))


def libraries() -> Iterator[Check]:
    """Try, one by one, the libraries for PDF that pip cannot bring."""
    for name, files in LIBRARIES.items():
        library = next((place + file for place in PLACES for file in files if loads(place + file)), "")
        if library:
            yield Check(name, OK, library)
        else:
            yield Check(name, NOTE if name in SPARE else NO_PDF, _("missing"), pango.advice())


def pdf() -> Check:
    """Make a page."""
    try:
        _about, made = pool().run({"title": "Musette", "language": "fr"}, "<h1>Musette</h1>")
    except (PangoMissing, RenderRefused, RenderStopped, OSError) as problem:
        return Check("pdf", NO_PDF, str(problem).split(". ")[0], pango.advice())
    return Check("pdf", OK, _("a test page of %(kilobytes)d kB was made", kilobytes=len(made) // 1024))


def loads(library: str) -> bool:
    """Tell whether the system can load a library."""
    with suppress(OSError):
        return bool(ctypes.CDLL(library))
    return False
