"""`musette recount`: count the votes of an exported workshop again, and say whether they agree."""

import os
from pathlib import Path

import click

from toolkit.activities.transcripts import ExportRefused
from toolkit.cli import files
from toolkit.language import LANGUAGES, ngettext, use
from toolkit.language import gettext as _
from toolkit.reports.recounts import LARGEST, Recount, read, recount


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def command(file: Path) -> None:
    """Count the votes of an exported workshop again.

    Exit 0: every vote agrees. Exit 1: one does not, or the file cannot be counted.
    """
    with use(os.environ.get("MUSETTE_LANGUAGE", LANGUAGES[0])):
        try:
            counted = recount(read(files.read(file, LARGEST)))
        except ExportRefused as refusal:
            raise click.ClickException(files.printable(f"{file}: {refusal}")) from refusal
        for vote in counted:
            _show(vote)
        _conclude(file, counted)


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
