"""`musette recount`: count the votes of an exported workshop, or a file of ballots, again."""

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import click

from toolkit.activities.transcripts.parts import ExportRefused
from toolkit.cli import files
from toolkit.language import LANGUAGES, ngettext, use
from toolkit.language import gettext as _
from toolkit.reports import ballots
from toolkit.reports.recounts import LARGEST, Recount, ballots_of, read, recount


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--ballots",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the ballots of each vote here, a file each.",
)
def command(file: Path, folder: Path | None) -> None:
    """Count the votes of an exported workshop again, or a file of ballots.

    Exit 0: every vote agrees, or the ballots are counted. Exit 1: a vote does not agree, or the file cannot be counted.
    """
    with use(os.environ.get("MUSETTE_LANGUAGE", LANGUAGES[0])):
        content = files.read(file, LARGEST)
        try:
            if ballots.ours(content):
                click.echo(json.dumps(ballots.count(ballots.read(content)), indent=2))
                return
            export = read(content)
            counted = recount(export)
        except ExportRefused as refusal:
            raise click.ClickException(files.printable(f"{file}: {refusal}")) from refusal
        if folder:
            _write(folder, ballots_of(export))
        for vote in counted:
            _show(vote)
        _conclude(file, counted)


def _write(folder: Path, votes: Mapping[str, object]) -> None:
    """Write the ballots of each vote to a file that can be counted by itself."""
    with suppress(OSError):  # what cannot be written there says so
        folder.mkdir(parents=True, exist_ok=True)
    for code, vote in votes.items():
        name = re.sub(r"[^\w-]", "-", code)  # it is the file's word
        written = json.dumps(vote, ensure_ascii=False, indent=2).encode() + b"\n"
        files.write(folder / f"{name}.json", written)


def _show(vote: Recount) -> None:
    ballots = ngettext("%(num)s ballot", "%(num)s ballots", vote.ballots)
    verdict = _("does not agree") if vote.differences else _("agrees")
    click.echo(files.printable(f"{vote.title} · {ballots} · {verdict}"))
    for headline in vote.headlines:
        click.echo(files.printable(f"  {headline}"))


def _conclude(file: Path, counted: list[Recount]) -> None:
    wrong = [f"{vote.title} ({'; '.join(vote.differences)})" for vote in counted if vote.differences]
    if wrong:
        message = _("%(file)s does not agree: %(votes)s.", file=file, votes=", ".join(wrong))
        raise click.ClickException(files.printable(message))
    if not counted:
        click.echo(_("No vote is shown in this file: there is nothing to count."))
