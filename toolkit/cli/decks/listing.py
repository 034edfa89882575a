"""`musette decks list`."""

from pathlib import Path

import click

from toolkit.cli.decks.home import at_home
from toolkit.cli.groups import in_folder
from toolkit.decks import library
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import ngettext


@click.command("list")
@in_folder
def list_decks(data: Path | None) -> None:
    """List the decks of this machine."""
    with at_home(data):
        for code in library.known():
            try:
                deck = library.find(code)
            except DeckUnreadable as refusal:
                click.echo(f"{code:12} {refusal.sentences[0]}", err=True)
                continue
            cards = ngettext("%(num)s card", "%(num)s cards", len(deck.cards))
            click.echo(f"{code:12} {deck.name()} · {cards} · {', '.join(deck.languages)} · {deck.licence}")
