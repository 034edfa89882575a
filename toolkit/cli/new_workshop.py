"""`musette workshops new`: a workshop from a template, with a deck and those of its kinds that take part."""

from pathlib import Path

import click

from toolkit.activities import agenda, fitting, outlines
from toolkit.activities.agenda import Brief
from toolkit.activities.kinds import InvalidAnswer
from toolkit.cli.groups import in_folder
from toolkit.cli.workshops import opened
from toolkit.decks import library
from toolkit.language import LANGUAGES, current, pick
from toolkit.language import gettext as _
from toolkit.text import TextRefused, line
from toolkit.workshops import catalogue
from toolkit.workshops.tables import MOST_TABLES
from toolkit.workshops.templates import Template

TITLE_LIMIT = 80


@click.command("new")
@click.argument("template")
@click.option("--title", default="", help="What it is called; the template's name unless given.")
@click.option("--tables", type=click.IntRange(1, MOST_TABLES), default=4, show_default=True)
@click.option("--language", type=click.Choice(LANGUAGES), help="The language it opens in.")
@click.option("--deck", default="", help="The deck; that of the template unless given.")
@click.option("--variant", help="Audience whose wording the cards have.")
@click.option(
    "--kinds", default="", metavar="KIND,KIND", help="The kinds of cards to deal, where the template deals every kind."
)
@in_folder
def new(  # noqa: PLR0913 - one argument for each option
    *,
    data: Path | None,
    template: str,
    title: str,
    tables: int,
    language: str | None,
    deck: str,
    variant: str | None,
    kinds: str,
) -> None:
    """Prepare a workshop from a template and print its code."""
    with opened(data, language) as database:
        own, plan = _template(template)
        if (deck or own) not in library.known():
            known = ", ".join(library.known())
            raise click.ClickException(_("Please choose a deck with --deck. There are: %(known)s.", known=known))
        spoken = sorted(LANGUAGES, key=lambda one: one != current())
        chosen = tuple(filter(None, map(str.strip, kinds.split(","))))
        named = _title(title) or pick(plan.title)
        brief = Brief(plan.code, named, spoken, tables, deck or own, variant, kinds=chosen)
        try:
            click.echo(database.write(lambda session: agenda.prepare(session, brief).code))
        except InvalidAnswer as refusal:
            raise click.ClickException(str(refusal)) from refusal
        _tell(plan, brief)


def _tell(plan: Template, brief: Brief) -> None:
    """Say which kinds are dealt where nobody has chosen and a hand cannot hold them all, and which are not."""
    choice = {} if brief.kinds else fitting.choice(plan, library.find(brief.deck))
    if choice:
        dealt, others = (", ".join(kind for kind, is_dealt in choice.items() if is_dealt == on) for on in (True, False))
        sentence = _("Dealt: %(dealt)s. Not dealt: %(others)s. Choose others with --kinds.", dealt=dealt, others=others)
        click.echo(sentence, err=True)


def _template(code: str) -> tuple[str, Template]:
    try:
        return catalogue.find(code)
    except KeyError as error:
        known = ", ".join(catalogue.known())
        message = _("There is no template %(code)s. There are: %(known)s.", code=code, known=known)
        raise click.ClickException(" ".join([message, *outlines.unusable()])) from error


def _title(typed: str) -> str:
    try:
        return line(typed, TITLE_LIMIT)
    except TextRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
