"""`musette workshops`: list, prepare, export, report on and erase the workshops of this machine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit import config
from toolkit.activities import photos, seals
from toolkit.activities.transcripts.parts import ExportRefused
from toolkit.backups import snapshots
from toolkit.cli import files
from toolkit.cli.databases import open_database
from toolkit.cli.groups import Group, in_folder
from toolkit.config import BadSetting
from toolkit.dates import day
from toolkit.db import Database
from toolkit.decks import library
from toolkit.language import LANGUAGES, current, lazy, ngettext, use
from toolkit.language import gettext as _
from toolkit.media import shelves
from toolkit.printing.render import store
from toolkit.printing.render.pango import PangoMissing
from toolkit.printing.render.pool import RenderRefused, RenderStopped
from toolkit.reports import exports, imports, parcels
from toolkit.reports.formats import FORMATS
from toolkit.workshops import erasures, services
from toolkit.workshops.codes import read_code
from toolkit.workshops.models import Workshop

_COMMANDS = {
    "new": ("toolkit.cli.new_workshop:new", lazy("Prepare a workshop from TEMPLATE and print its code.")),
    "tidy": (
        "toolkit.cli.tidying:tidy",
        lazy("Erase the photos that no workshop here names; a backup may still name them."),
    ),
}


@click.group(cls=Group, elsewhere=_COMMANDS)
def group() -> None:
    """List, prepare, export, report on and erase workshops."""


@group.command("list", help="List the workshops of this machine, the newest first.")
@in_folder
def list_workshops(data: Path | None) -> None:
    """List the workshops of this machine, the newest first."""
    with opened(data) as database, database.read() as session:
        for workshop in session.scalars(select(Workshop).filter_by(erased_at=None).order_by(Workshop.id.desc())):
            present = sum(person.present for person in workshop.participants)
            people = ngettext("%(num)s person", "%(num)s people", present)
            click.echo(f"{workshop.code}  {day(workshop.created_at)}  {people}  {workshop.title}")


@group.command("export", help="Write everything that was given in CODE to FILE: .json, or all of it with photos, .zip.")
@click.argument("code")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--names", is_flag=True, help="Put in the names of the people.")
@click.option(
    "--hidden",
    is_flag=True,
    help="Put in what the room does not see: ballots of votes not shown yet, hidden ideas, your script and notes.",
)
@in_folder
def export(data: Path | None, code: str, file: Path, *, names: bool, hidden: bool) -> None:
    """Write what was given in a workshop as JSON; to a .zip, all of it with names, hidden things and photos."""
    with opened(data) as database, database.read() as session:
        workshop = _find(session, code)
        if file.suffix.lower() == ".zip":
            files.write(file, parcels.pack(session, workshop))
        else:
            files.write(file, exports.written(exports.export(session, workshop, names=names, hidden=hidden)))


@group.command("import", help="Bring in the workshop of FILE, which `export` wrote, and print its code.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@in_folder
def bring_in(data: Path | None, file: Path) -> None:
    """Bring in a workshop that was exported, on this machine or another, and print its code."""
    with opened(data) as database:
        try:
            parcel = parcels.unpack(files.read(file, parcels.LARGEST))
            arrival = database.write(lambda session: imports.bring_in(session, parcel.export))
        except ExportRefused as refusal:
            raise click.ClickException(files.printable(f"{file}: {refusal}.")) from refusal
    for note in (*arrival.notes, *parcels.shelve(parcel, arrival.code)):
        click.echo(files.printable(note), err=True)
    click.echo(arrival.code)


@group.command("report", help="Write the report on the workshop CODE; the extension of the file says in which format.")
@click.argument("code")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--language", type=click.Choice(LANGUAGES), help="That of the workshop unless given.")
@in_folder
def report(data: Path | None, code: str, output: Path, language: str | None) -> None:
    """Write the report on a workshop, in the format that the file's extension names."""
    with opened(data) as database, database.read() as session:
        workshop = _find(session, code)
        wanted = FORMATS.get(output.suffix.lower().removeprefix("."))
        if wanted is None:
            known = ", ".join(f".{extension}" for extension in FORMATS)
            raise click.ClickException(_("%(file)s: the name must end in one of %(known)s.", file=output, known=known))
        try:
            with use(language or workshop.language):
                made = wanted.make(session, workshop)
        except (PangoMissing, RenderRefused, RenderStopped) as refusal:
            raise click.ClickException(str(refusal)) from refusal
        files.write(output, made)


@group.command("purge", help="Erase the workshop CODE and everything given in it.")
@click.argument("code")
@click.option("--yes", is_flag=True, help="Erase without asking again.")
@in_folder
def purge(data: Path | None, code: str, *, yes: bool) -> None:
    """Erase a workshop and everything given in it; it cannot be undone."""
    with opened(data) as database:
        with database.read() as session:
            workshop = _find(session, code, erasures.find)
        if not yes:
            question = _("Add --yes to erase “%(title)s” with all its texts, cards and ballots.", title=workshop.title)
            raise click.ClickException(question)
        codes = database.write(lambda session: erasures.purge(session, session.get_one(Workshop, workshop.id)))
        database.forget()
        photos.erase(codes)
        snapshots.forget(database.engine.url, *codes)
        database.forget()
        click.echo(_("%(code)s is erased.", code=workshop.code))


@contextmanager
def opened(data: Path | None, language: str | None = None) -> Iterator[Database]:
    """Open the database, and speak `language` if one is asked for; what cannot be opened is said in one sentence."""
    try:
        settings = config.load(data=data)
    except (BadSetting, OSError) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    library.look_in(settings.data / "decks")
    store.keep_in(settings.data)
    shelves.keep_in(settings.data)
    seals.keep_in(settings.data)
    with use(language or current()):
        database = open_database(settings.database_url)
        try:
            yield database
        finally:
            database.close()


def _find(session: Session, code: str, find: Callable[[Session, str], Workshop | None] = services.find) -> Workshop:
    workshop = find(session, read_code(code) or "")
    if workshop is None:
        raise click.ClickException(_("There is no workshop %(code)s here.", code=code))
    return workshop
