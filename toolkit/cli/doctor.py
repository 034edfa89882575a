"""`musette doctor`: is this machine ready for a workshop, and if not, what to do."""

import json
import sys
from dataclasses import asdict

import click

from toolkit import __version__
from toolkit.cli.doctor_checks import BROKEN, NO_PDF, NOTE, OK, Check, examine
from toolkit.language import gettext as _
from toolkit.language import lazy

STATES = {OK: lazy("ok"), NOTE: lazy("to know"), NO_PDF: lazy("no PDF"), BROKEN: lazy("broken")}
NAMES = {
    "settings": lazy("settings"),
    "data": lazy("data"),
    "disk": lazy("disk"),
    "database": lazy("database"),
    "photos": lazy("photos"),
    "port": lazy("port"),
    "browser": lazy("browser"),
    "addresses": lazy("addresses"),
    "clock": lazy("clock"),
    "fonts": lazy("fonts"),
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, to send to whoever helps you.")
def command(*, as_json: bool) -> None:
    """Tell whether this machine is ready for a workshop, line by line, each with its fix.

    Exit 0: ready. Exit 2: ready, but cannot make PDF. Exit 1: something is broken.
    """
    checks = list(examine())
    states = {check.state for check in checks}
    if as_json:
        content = {"version": __version__, "checks": [asdict(check) for check in checks]}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        show(checks)
    sys.exit(1 if BROKEN in states else 2 if NO_PDF in states else 0)


def show(checks: list[Check]) -> None:
    """Print one line per check, the fix below it, and the conclusion."""
    colours = {OK: "green", NOTE: "yellow", NO_PDF: "yellow", BROKEN: "red"}
    for check in checks:
        state = click.style(f"{STATES[check.state]!s:9}", fg=colours[check.state])
        click.echo(f"{state} {NAMES.get(check.name, check.name)!s:17} {check.says}")
        if check.fix:
            click.echo(f"{'':27} -> {check.fix}")
    states = {check.state for check in checks}
    if BROKEN in states:
        click.echo(_("Not ready: fix what is marked “broken”."))
    else:
        click.echo(_("Ready, but without PDF.") if NO_PDF in states else _("Ready."))
