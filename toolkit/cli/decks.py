"""`musette decks`: list, check and print decks of cards."""

from pathlib import Path
from typing import Unpack, get_args

import click

from toolkit.decks import folder, library
from toolkit.decks.check import problems
from toolkit.decks.folder import DeckUnreadable
from toolkit.decks.models import Deck
from toolkit.language import LANGUAGES, ngettext, use
from toolkit.language import gettext as _
from toolkit.printing import sheets
from toolkit.printing.decks import TextOverflows, Wishes, print_deck
from toolkit.printing.imposition import Duplex
from toolkit.printing.pango import PangoMissing
from toolkit.printing.pool import RenderRefused, RenderStopped


@click.group(help="List, check and print decks of cards.")
def group() -> None:
    """List, check and print decks of cards."""


@group.command("list", help="List the decks that come with the toolkit.")
def list_decks() -> None:
    """List the decks that come with the toolkit."""
    for code in library.bundled():
        deck = library.find(code)
        cards = ngettext("%(num)s card", "%(num)s cards", len(deck.cards))
        click.echo(f"{code:12} {deck.name()} · {cards} · {', '.join(deck.languages)} · {deck.licence}")


@group.command("check", help="Say everything that is wrong with the deck in the folder PATH.")
@click.argument("path", type=click.Path(path_type=Path))
def check(path: Path) -> None:
    """Say everything that is wrong with a deck; exit 1 if something keeps it from being printed."""
    found = problems(_read(path))
    for problem in found:
        click.echo(f"{problem.where}: {problem.what}", err=problem.blocks)
    if any(problem.blocks for problem in found):
        raise click.exceptions.Exit(1)
    if not found:
        click.echo(_("Nothing to mend."))


@group.command("print", help="Print DECK (a bundled deck or a folder) to a PDF.")
@click.argument("deck")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option(
    "--sheet",
    type=click.Choice(sheets.known()),
    default="a4-poker-9up",
    show_default=True,
    help="How cards lie on the paper.",
)
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@click.option("--variant", help="Audience whose wording is used.")
@click.option("--url", "public_url", help="Address printed in the QR codes; without it they hold the card's code.")
@click.option("--flip", "duplex", type=click.Choice(get_args(Duplex)), default="long-edge", show_default=True)
def print_command(deck: str, output: Path, lang: str, **wishes: Unpack[Wishes]) -> None:
    """Print a deck to a PDF."""
    found, variant = _find(deck), wishes.get("variant")
    if variant and variant not in {one.code for one in found.variants}:
        raise click.ClickException(_("The deck has no variant %(variant)s.", variant=variant))
    try:
        with use(lang):
            pdf = print_deck(found, language=lang, **wishes)
    except (PangoMissing, RenderRefused, RenderStopped, TextOverflows) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    output.write_bytes(pdf)
    click.echo(_("%(file)s is ready.", file=output))


def _find(deck: str) -> Deck:
    return library.find(deck) if deck in library.bundled() else _read(Path(deck))


def _read(path: Path) -> Deck:
    try:
        return folder.read(path)
    except DeckUnreadable as refusal:
        raise click.ClickException(str(refusal)) from refusal
