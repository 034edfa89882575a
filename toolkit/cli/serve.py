"""`musette serve`: prepare the database, say where phones join, open the console, serve."""

import socket
from contextlib import nullcontext
from functools import partial
from io import StringIO
from pathlib import Path

import click
import segno

from toolkit import config
from toolkit.app import create_server
from toolkit.backups.restores import DatabaseInUse, in_use
from toolkit.backups.snapshots import Keeper
from toolkit.cli import doctor_checks, logs
from toolkit.cli.console import visit
from toolkit.cli.erasing import erasing
from toolkit.cli.sweeping import Sweeper, sweep
from toolkit.config import BadSetting, Settings
from toolkit.language import gettext as _
from toolkit.live import server
from toolkit.printing.render import pango
from toolkit.web import owner
from toolkit.workshops.addresses import base_url


@click.command()
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Folder where everything is kept.")
@click.option("--host", help="Address to listen on (all of them unless named).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; the first free one from 8000 on unless named.")
@click.option("--no-browser", is_flag=True, help="Do not open the console.")
def command(data: Path | None, host: str | None, port: int | None, *, no_browser: bool) -> None:
    """Start the server and open the console."""
    try:
        settings = config.load(data=data)
    except BadSetting as refusal:
        raise click.ClickException(str(refusal)) from refusal
    if settings.hosted:
        logs.to_stdout()
    settings = settings.with_(host=host or settings.host, port=settings.port if port is None else port)
    listening = _listen(settings)
    settings = settings.with_(port=listening.getsockname()[1])
    try:
        with listening, in_use(settings.database_url), Keeper(settings.database_url) as keeper:
            sweep(settings)
            shell = create_server(settings, keeper)
            ready = partial(_welcome, settings, browser=not no_browser)
            with (
                Sweeper(partial(sweep, settings)),
                erasing(settings, keeper),
                nullcontext() if settings.hosted else owner.waiting(settings),
            ):
                server.run(shell, [listening], ready, settings.trusted_proxies or None)
    except DatabaseInUse as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _listen(settings: Settings) -> socket.socket:
    """Return a socket on the port asked for, or on the first free one from 8000 on."""
    try:
        if settings.port:
            return server.listen(settings.host, settings.port)
        return server.listen(settings.host, doctor_checks.FIRST_PORT, doctor_checks.PORTS_TRIED)
    except OSError as error:
        port = settings.port or doctor_checks.FIRST_PORT
        raise click.ClickException(
            _("Port %(port)s is taken. Stop the other program, or choose another with --port.", port=port)
        ) from error


def _welcome(settings: Settings, *, browser: bool) -> None:
    """Say how to reach the console and how phones join, with a QR code they can scan."""
    join = base_url(settings.public_url, settings.port)
    console = None if settings.hosted else owner.address(settings)
    click.echo(_("Musette is running. Press Ctrl+C to stop it."))
    if console:
        click.echo(_("  Console:  %(address)s", address=console))
        click.echo(_("            It opens once; for another, type: musette console"))
    click.echo(_("  Phones:   %(address)s", address=join))
    click.echo(_("  Data:     %(folder)s", folder=settings.data))
    if not settings.hosted:
        drawn = StringIO()
        segno.make_qr(join).terminal(drawn, compact=True)
        _echo_if_possible(drawn.getvalue())
    if any(library.state == doctor_checks.NO_PDF for library in doctor_checks.libraries()):
        click.echo(_("PDF needs one more library. To install it: %(command)s", command=pango.advice()), err=True)
    if console and browser:
        visit(console)


def _echo_if_possible(drawing: str) -> None:
    """Print the QR code, unless the terminal has no such characters."""
    try:
        click.echo(drawing)
    except UnicodeEncodeError:
        click.echo(_("(This terminal cannot draw the QR code; the console shows it.)"))
