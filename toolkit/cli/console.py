"""`musette console`: the address that opens the console of the server that runs, and a browser that goes there."""

import os
import socket
import sys
import webbrowser
from contextlib import closing
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import click

from toolkit import config
from toolkit.cli.groups import in_folder
from toolkit.config import BadSetting
from toolkit.language import gettext as _
from toolkit.web import owner


@click.command()
@in_folder
@click.option("--no-browser", is_flag=True, help="Only show the address.")
def command(data: Path | None, *, no_browser: bool) -> None:
    """Open the console of the server that runs, and show the address that does it, once."""
    try:
        settings = config.load(data=data)
    except BadSetting as refusal:
        raise click.ClickException(str(refusal)) from refusal
    address = owner.address(settings)
    if address is None or not _answers(address):
        raise click.ClickException(_("Musette is not running on %(folder)s.", folder=settings.data))
    click.echo(address)
    if not no_browser:
        visit(address)


def visit(address: str) -> None:
    """Open a browser, where there is a screen: elsewhere it would take over the terminal."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        Thread(target=webbrowser.open, args=[address], daemon=True).start()


def _answers(address: str) -> bool:
    try:
        with closing(socket.create_connection(("localhost", urlsplit(address).port or 0), timeout=2)):
            return True
    except OSError:
        return False
