"""`musette rehearse`: ghosts play a copy of a workshop on a server that runs, and the command says how it went."""

import asyncio
import os
import secrets
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import click

from toolkit import config
from toolkit.cli.doctor_checks import FIRST_PORT, PORTS_TRIED
from toolkit.config import BadSetting, Settings
from toolkit.language import gettext as _
from toolkit.live.server import raise_descriptor_limit
from toolkit.rehearsal.browser import Unreachable
from toolkit.rehearsal.figures import Figures
from toolkit.rehearsal.lead import NotARehearsal
from toolkit.rehearsal.play import NoCopy, borrow, play
from toolkit.rehearsal.stage import Plan, Stage
from toolkit.web import owner
from toolkit.workshops.codes import read_code

MOST_PEOPLE = 10_000
PIPE = "-"  # the key comes through a pipe, which closes when the ghosts are to leave
REFUSALS = (NoCopy, NotARehearsal, Unreachable, ValueError)


@dataclass(frozen=True)
class Wishes:
    """What is asked for on the command line."""

    place: str
    people: int
    minutes: float
    seed: str | None
    pair: str
    key: str | None


@click.command()
@click.argument("place")
@click.option("--people", type=click.IntRange(1, MOST_PEOPLE), default=60, show_default=True)
@click.option("--minutes", type=click.FloatRange(0.1, 240), default=3, show_default=True, help="For the whole agenda.")
@click.option("--seed", help="The same seed gives the same cards, texts and votes.")
@click.option("--pair", default="", help="Pairing code of a facilitator, for a server on another machine.")
@click.option(
    "--key", type=click.Path(dir_okay=False), help="File with the key of a copy made already; - to be sent it."
)
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Folder where everything is kept.")
def command(**options: object) -> None:
    """Let ghosts play a copy of a workshop, and say how it went; exit 1 if something went wrong."""
    try:
        settings = config.load(data=options.pop("data"))  # type: ignore[arg-type]
    except (BadSetting, OSError) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    try:
        figures = _rehearse(settings, Wishes(**options))  # type: ignore[arg-type]
    except REFUSALS as refusal:
        raise click.ClickException(_say(refusal)) from refusal
    for line in figures.summary():
        click.echo(line)
    if figures.errors:
        raise click.exceptions.Exit(1)


def _say(refusal: Exception) -> str:
    return _("No server answers there.") if isinstance(refusal, Unreachable) else str(refusal)


def _rehearse(settings: Settings, wishes: Wishes) -> Figures:
    raise_descriptor_limit()
    code, key = read_code(wishes.place), wishes.key
    if code is None:
        raise click.UsageError(_("%(place)s is neither a code nor the address of a workshop.", place=wishes.place))
    server = _server(wishes.place) or _here(settings)
    lent = (code, _read(key)) if key else asyncio.run(borrow(server, code, wishes.pair, _cookies(settings, server)))
    plan = Plan(server, *lent, wishes.people, wishes.minutes, wishes.seed or secrets.token_hex(4))
    click.echo(_("Ghosts are coming to %(address)s, with the seed %(seed)s.", address=_desk(plan), seed=plan.seed))
    figures = asyncio.run(_play(plan, attached=key == PIPE))
    click.echo()
    click.echo(_("Report: %(address)s", address=f"{_desk(plan)}/report"))
    return figures


def _read(key: str) -> str:
    try:
        return (sys.stdin.readline() if key == PIPE else Path(key).read_text("utf-8")).strip()
    except OSError as error:
        raise click.ClickException(f"{key}: {error.strerror}") from error


async def _play(plan: Plan, *, attached: bool) -> Figures:
    stage = Stage(plan)
    if attached:
        Thread(target=_until_it_closes, args=[asyncio.get_running_loop(), stage], daemon=True).start()
    return await play(stage, click.echo)


def _until_it_closes(loop: asyncio.AbstractEventLoop, stage: Stage) -> None:
    """Stop when whoever started us closes the pipe, or dies."""
    os.read(sys.stdin.fileno(), 1)
    if not loop.is_closed():
        loop.call_soon_threadsafe(stage.over.set)


def _desk(plan: Plan) -> str:
    return f"{plan.server}/run/{plan.code}"


def _cookies(settings: Settings, server: str) -> dict[str, str]:
    """Return what the browser of this account holds for a server on this machine."""
    address = urlsplit(server)
    if address.hostname not in {"localhost", "127.0.0.1", "::1"} or not address.port:
        return {}
    return {owner.cookie_name(address.port): owner.sign(settings.secret)}


def _server(place: str) -> str:
    """Return the server of an address, or nothing for a code alone."""
    parts = urlsplit(place if "://" in place else f"//{place}" if "/" in place else "")
    return f"{parts.scheme or 'http'}://{parts.netloc}" if parts.netloc else ""


def _here(settings: Settings) -> str:
    """Find the server that runs on this machine. Raises Unreachable."""
    for port in _ports(settings):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            continue
        return f"http://127.0.0.1:{port}"
    raise Unreachable


def _ports(settings: Settings) -> Iterator[int]:
    first, tries = (settings.port, 1) if settings.port else (FIRST_PORT, PORTS_TRIED)
    yield from range(first, first + tries)
