"""`musette people`: the accounts of those who lead workshops on a hosted server."""

from pathlib import Path

import click
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from toolkit.cli.groups import in_folder
from toolkit.cli.workshops import opened
from toolkit.dates import day
from toolkit.language import gettext as _
from toolkit.language import ngettext
from toolkit.people import passphrases, services
from toolkit.people.models import Facilitator
from toolkit.people.passphrases import PassphraseRefused
from toolkit.people.services import NameTaken
from toolkit.text import TextRefused
from toolkit.workshops.codes import read_code
from toolkit.workshops.models import Workshop
from toolkit.workshops.services import find

typed = click.option(
    "--type", "by_hand", is_flag=True, help="Type the passphrase; otherwise one is invented and shown."
)


@click.group()
def group() -> None:
    """Add, list and remove those who lead workshops on a hosted server."""


@group.command("add", help="Let NAME sign in, with a passphrase that is shown once.")
@click.argument("name")
@typed
@in_folder
def add(data: Path | None, name: str, *, by_hand: bool) -> None:
    """Add a facilitator."""
    with opened(data) as database:
        passphrase, kept = _passphrase(by_hand=by_hand)
        try:
            database.write(lambda session: services.add(session, name, kept).name)
        except (NameTaken, TextRefused) as refusal:
            raise click.ClickException(str(refusal)) from refusal
        click.echo(_("%(name)s can sign in.", name=name))
        _show(passphrase, by_hand=by_hand)


@group.command("list", help="List those who can sign in, with the number of their workshops.")
@in_folder
def list_people(data: Path | None) -> None:
    """List the facilitators."""
    with opened(data) as database, database.read() as session:
        for facilitator in services.everybody(session):
            workshops = ngettext("%(num)s workshop", "%(num)s workshops", _workshops(session, facilitator))
            operator = f"  {_('sees the page of the server')}" if facilitator.operator else ""
            click.echo(f"{facilitator.name}  {day(facilitator.created_at)}  {workshops}{operator}")


@group.command("passphrase", help="Give NAME another passphrase, and sign them out everywhere.")
@click.argument("name")
@typed
@in_folder
def passphrase(data: Path | None, name: str, *, by_hand: bool) -> None:
    """Give a facilitator another passphrase."""
    with opened(data) as database:
        new, kept = _passphrase(by_hand=by_hand)
        database.write(lambda session: services.change_passphrase(session, _find(session, name), kept))
        click.echo(_("%(name)s has another passphrase, and is signed out everywhere.", name=name))
        _show(new, by_hand=by_hand)


@group.command("operator", help="Let NAME see how the server is, or with --not no longer.")
@click.argument("name")
@click.option("--not", "no_longer", is_flag=True, help="Withdraw this.")
@in_folder
def operator(data: Path | None, name: str, *, no_longer: bool) -> None:
    """Let somebody look after the server."""
    with opened(data) as database:
        database.write(lambda session: services.look_after(_find(session, name), on=not no_longer))
        click.echo(
            _("%(name)s does not see the page of the server any more.", name=name)
            if no_longer
            else _("%(name)s sees the page of the server, at /server.", name=name)
        )


@group.command("remove", help="Remove NAME; their workshops go to another, if there are any.")
@click.argument("name")
@click.option("--to", "heir", help="The facilitator who gets their workshops.")
@in_folder
def remove(data: Path | None, name: str, heir: str | None) -> None:
    """Remove a facilitator."""
    with opened(data) as database:
        database.write(lambda session: _remove(session, name, heir))
        click.echo(_("%(name)s is removed, and signed out everywhere.", name=name))


@group.command("give", help="Give the workshop CODE to NAME, whoever had it.")
@click.argument("code")
@click.argument("name")
@in_folder
def give(data: Path | None, code: str, name: str) -> None:
    """Give a workshop to a facilitator."""
    with opened(data) as database:
        database.write(lambda session: _give(session, code, name))
        click.echo(_("%(code)s is led by %(name)s.", code=code.upper(), name=name))


def _passphrase(*, by_hand: bool) -> tuple[str, str]:
    """Return a passphrase, typed twice or invented, and what is kept of it."""
    chosen = click.prompt(_("Passphrase"), hide_input=True, confirmation_prompt=True) if by_hand else None
    chosen = str(chosen or passphrases.invent())
    try:
        return chosen, passphrases.hashed(chosen)
    except PassphraseRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except ImportError as missing:
        raise click.ClickException(
            _("Accounts need more of Musette: pip install 'musette-toolkit[hosted]'.")
        ) from missing


def _show(passphrase: str, *, by_hand: bool) -> None:
    if not by_hand:
        click.echo(_("Passphrase, shown only now: %(passphrase)s", passphrase=passphrase))


def _find(session: Session, name: str) -> Facilitator:
    person = services.find(session, name)
    if person is None:
        raise click.ClickException(_("There is no facilitator called %(name)s.", name=name))
    return person


def _workshops(session: Session, facilitator: Facilitator) -> int:
    return session.scalar(select(func.count()).select_from(Workshop).filter_by(owner=facilitator.id)) or 0


def _remove(session: Session, name: str, heir: str | None) -> None:
    leaving = _find(session, name)
    staying = _find(session, heir) if heir else None
    if staying is None and _workshops(session, leaving):
        raise click.ClickException(_("%(name)s has workshops: say who gets them, with --to.", name=leaving.name))
    if staying is leaving:
        raise click.ClickException(_("%(name)s cannot get their own workshops: name another.", name=leaving.name))
    if staying:
        session.execute(update(Workshop).filter_by(owner=leaving.id).values(owner=staying.id))
    session.delete(leaving)


def _give(session: Session, code: str, name: str) -> None:
    workshop = find(session, read_code(code) or "")
    if workshop is None:
        raise click.ClickException(_("There is no workshop %(code)s here.", code=code))
    owner = _find(session, name).id
    session.execute(update(Workshop).filter_by(id=workshop.id).values(owner=owner))
    session.execute(update(Workshop).filter_by(rehearsal_of=workshop.id).values(owner=owner))
