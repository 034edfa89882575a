"""`musette templates`: list, check, import and export the templates that workshops are made of."""

from pathlib import Path

import click

from toolkit.activities import outlines, own_templates
from toolkit.activities.own_templates import TemplateRefused
from toolkit.cli import files
from toolkit.cli.decks.home import at_home
from toolkit.cli.groups import Group, in_folder
from toolkit.decks import library
from toolkit.decks.folder.reading import LARGEST_FILE
from toolkit.language import gettext as _
from toolkit.language import pick


@click.group(cls=Group, elsewhere={})
def group() -> None:
    """List, check, import and export templates."""


@group.command("list", help="List the templates of this machine, and say why one cannot be used.")
@in_folder
def list_templates(data: Path | None) -> None:
    """List the templates of decks, those for any deck, then one's own."""
    with at_home(data):
        shelves = [*map(outlines.of_deck, library.readable()), outlines.for_any_deck(), outlines.own()]
        for outline in (one for shelf in shelves for one in shelf):
            if outline.template and not outline.wrong:
                minutes = _("%(minutes)s min", minutes=outline.template.minutes)
                click.echo(f"{outline.template.code:24} {minutes:>8}  {pick(outline.template.title)}")
            for sentence in outline.wrong:
                click.echo(files.printable(sentence), err=True)


@group.command("check", help="Say everything that is wrong with the template in FILE.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@in_folder
def check(file: Path, data: Path | None) -> None:
    """Say everything that is wrong with a template; exit 1 if it could not be brought in."""
    with at_home(data):
        try:
            own_templates.checked(file.name, files.read(file, LARGEST_FILE))
        except TemplateRefused as refusal:
            raise _refused(refusal) from refusal
        click.echo(_("Nothing to correct."))


@group.command("import", help="Keep the template in FILE on this machine, and print its code.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@in_folder
def bring_in(file: Path, data: Path | None) -> None:
    """Keep the template in a file, under a code that no other has, and print that code."""
    with at_home(data):
        try:
            click.echo(own_templates.bring_in(file.name, files.read(file, LARGEST_FILE)).code)
        except TemplateRefused as refusal:
            raise _refused(refusal) from refusal


@group.command("export", help="Write the template CODE to FILE, which `import` reads here or elsewhere.")
@click.argument("code")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@in_folder
def export(code: str, file: Path, data: Path | None) -> None:
    """Write a template, one's own or not, to a file."""
    with at_home(data):
        try:
            files.write(file, own_templates.sent(code).encode())
        except KeyError as error:
            raise click.ClickException(_("There is no template %(code)s here.", code=code)) from error


def _refused(refusal: TemplateRefused) -> click.ClickException:
    return click.ClickException("\n".join(map(files.printable, refusal.sentences)))
