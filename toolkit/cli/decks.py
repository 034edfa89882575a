"""`musette decks`: list, check, print, import and export decks of cards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Unpack

import click

from toolkit import config
from toolkit.activities import incoming
from toolkit.cli.measuring import measured
from toolkit.cli.printing import SIZES, calibrate, check_options, print_options, print_to, tell_prints
from toolkit.config import BadSetting
from toolkit.decks import bundles, decoding, images, imports, library, writing
from toolkit.decks.bundles import Bundle
from toolkit.decks.exports import FORMATS
from toolkit.decks.folder import DeckUnreadable
from toolkit.decks.imports import CodeTaken
from toolkit.decks.naming import slug
from toolkit.language import LANGUAGES, ngettext, use
from toolkit.language import gettext as _
from toolkit.printing import store
from toolkit.printing.orders import Wishes

in_folder = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="Folder where everything is kept."
)


@click.group(help="List, check, print, import and export decks of cards.")
def group() -> None:
    """List, check, print, import and export decks of cards."""


@group.command("list", help="List the decks of this machine.")
@in_folder
def list_decks(data: Path | None) -> None:
    """List the decks of this machine."""
    with _at_home(data):
        for code in library.known():
            try:
                deck = library.find(code)
            except DeckUnreadable as refusal:
                click.echo(f"{code:12} {refusal.sentences[0]}", err=True)
                continue
            cards = ngettext("%(num)s card", "%(num)s cards", len(deck.cards))
            click.echo(f"{code:12} {deck.name()} · {cards} · {', '.join(deck.languages)} · {deck.licence}")


@group.command("check", help="Say everything that is wrong with the deck in PATH: a folder, .zip, .csv, .xlsx or .ods.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--card", default="poker", show_default=True, help=f"Size of the cards it must fit: {SIZES}.")
@in_folder
def check(path: Path, card: str, data: Path | None) -> None:
    """Say everything that is wrong with a deck; exit 1 if something keeps it from being printed."""
    with _at_home(data):
        bundle = decoding.open_file(path)
        found, notes = measured(bundle, card)
        for note in notes:
            click.echo(note)
        for problem in found:
            click.echo(f"{problem.where}: {problem.what}", err=problem.blocks)
        spoilt = incoming.problems(bundle.agendas, bundle.deck)
        for sentence in spoilt:
            click.echo(sentence, err=True)
        if spoilt or any(problem.blocks for problem in found):
            raise click.exceptions.Exit(1)
        if not (found or notes):
            click.echo(_("Nothing to mend."))


@group.command("import", help="Keep the deck in FILE on this machine: a folder, .zip, .csv, .xlsx or .ods.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--code", help="Its name on this machine: small letters, digits and hyphens.")
@click.option("--replace", is_flag=True, help="Take the place of the deck of this name.")
@in_folder
def import_command(file: Path, code: str | None, data: Path | None, *, replace: bool) -> None:
    """Keep a deck on this machine, where workshops can use it and `musette decks` finds it by its code."""
    with _at_home(data) as home:
        bundle = decoding.open_file(file)
        if code:
            bundle = bundle.renamed(_code(code))
        wrong = incoming.problems(bundle.agendas, bundle.deck)
        if wrong:
            raise DeckUnreadable(*wrong)
        bundle = imports.save(bundle, home, replace=replace)
        for note in [*bundle.notes, *(problem.sentence for problem in bundle.problems)]:
            click.echo(note)
        cards = ngettext("%(num)s card", "%(num)s cards", len(bundle.deck.cards))
        click.echo(_("%(code)s is imported: %(cards)s.", code=bundle.deck.code, cards=cards))


@group.command(
    "export", help="Write DECK to FILE: .zip, .csv, .xlsx, .ods, or a new folder when there is no extension."
)
@click.argument("deck")
@click.argument("file", type=click.Path(path_type=Path))
@in_folder
def export(deck: str, file: Path, data: Path | None) -> None:
    """Write a deck in the format that the file's extension names."""
    with _at_home(data):
        make = FORMATS.get(file.suffix.lower().removeprefix("."))
        if file.suffix and make is None:
            raise DeckUnreadable(
                _("%(file)s: the name must end in one of %(known)s.", file=file, known=decoding.known())
            )
        bundle = _bundle(deck)
        if make:
            file.write_bytes(make(bundle))
        elif file.exists() and any(file.iterdir()):
            raise DeckUnreadable(_("%(file)s is there already, and not empty.", file=file))
        else:
            writing.write(bundle.files(), file)
        click.echo(_("%(file)s is ready.", file=file))


@group.command("print", help="Print DECK (a deck of this machine, a folder or a file) to a PDF.")
@click.argument("deck")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@print_options
@in_folder
def print_command(deck: str, output: Path, lang: str, data: Path | None, **wishes: Unpack[Wishes]) -> None:
    """Print a deck to a PDF."""
    with _at_home(data) as home:
        print_to(output, _bundle(deck).deck, lang, wishes, home.parent)


@group.command("preflight", help="Check whether DECK may be printed, a line for each check, without printing it.")
@click.argument("deck")
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@check_options
@in_folder
def preflight(deck: str, lang: str, data: Path | None, **wishes: Unpack[Wishes]) -> None:
    """Decide whether a deck may be printed; exit 1 if not."""
    with _at_home(data) as home:
        print_to(None, _bundle(deck).deck, lang, wishes, home.parent)


@group.command("prints", help="List the prints of DECK that are remembered, and the cards that changed since each.")
@click.argument("deck")
@in_folder
def prints(deck: str, data: Path | None) -> None:
    """List the prints of a deck."""
    with _at_home(data) as home:
        tell_prints(_bundle(deck).deck, home.parent)


group.add_command(calibrate)


@contextmanager
def _at_home(data: Path | None) -> Iterator[Path]:
    """Know the decks of this machine and speak its owner's language; whatever is refused is said in sentences."""
    try:
        settings = config.load(data=data)
    except (BadSetting, OSError) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    home = settings.data / "decks"
    library.look_in(home)
    store.keep_in(settings.data)
    with use(settings.language):
        try:
            yield home
        except (DeckUnreadable, CodeTaken) as refusal:
            raise click.ClickException(str(refusal)) from refusal
        except OSError as error:
            why = {"file": error.filename or "", "why": error.strerror or error}
            raise click.ClickException(_("%(file)s cannot be written: %(why)s.", **why)) from error


def _bundle(deck: str) -> Bundle:
    if deck in library.known():
        return bundles.read(library.location(deck))
    opened = decoding.open_file(Path(deck))
    images.carry(opened.deck.code, opened.images)
    return opened


def _code(given: str) -> str:
    if slug(given, "") != given:
        raise DeckUnreadable(_("“%(code)s” is no code: use small letters, digits and hyphens.", code=given))
    return given
