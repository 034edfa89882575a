"""`musette decks check`, `import` and `export`: decks as files."""

from pathlib import Path
from typing import Unpack

import click

from toolkit.activities import agenda_checks
from toolkit.cli.decks.choices import Words, choice_options, chosen
from toolkit.cli.decks.home import at_home
from toolkit.cli.decks.opening import bundle_of
from toolkit.cli.decks.options import SIZES
from toolkit.cli.groups import in_folder
from toolkit.cli.printing import said_plainly
from toolkit.decks.files import arrivals, decoding, imports
from toolkit.decks.files.exports import FORMATS
from toolkit.decks.files.imports import CodeTaken
from toolkit.decks.files.naming import slug
from toolkit.decks.folder import writing
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.refusals import DeckUnreadable, in_short
from toolkit.language import gettext as _
from toolkit.language import ngettext
from toolkit.printing.checks.verdicts import judge_bundle


class Wishes(Words):
    """What a deck may be told as it is imported."""

    code: str | None
    replace: bool
    title: str
    licence: str
    credits: str
    looks: tuple[str, ...]
    anyway: bool


@click.command("check")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--card", default="poker", show_default=True, help=f"Size of the cards it must fit: {SIZES}.")
@choice_options
@in_folder
def check(path: Path, card: str, data: Path | None, **words: Unpack[Words]) -> None:
    """Say everything that is wrong with a deck; exit 1 if something keeps it from being printed."""
    with at_home(data):
        bundle = _judged(decoding.open_file(path, chosen(words)).fitted(), card)
        for sentence in _remarks(bundle):
            click.echo(sentence)
        wrong = [problem.sentence for problem in bundle.problems if problem.blocks]
        wrong += agenda_checks.problems(bundle.agendas, bundle.deck)
        for sentence in wrong:
            click.echo(sentence, err=True)
        if wrong:
            raise click.exceptions.Exit(1)
        if not _remarks(bundle):
            click.echo(_("Nothing to correct."))


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--code", help="Its name on this machine: small letters, digits and hyphens.")
@click.option("--replace", is_flag=True, help="Take the place of the deck of this name.")
@click.option("--title", default="", help="What the deck is called.")
@click.option("--licence", default="", help="What others may do with it; printed on every card.")
@click.option("--credits", default="", help="Whose work it is; printed on every card.")
@click.option(
    "--look", "looks", multiple=True, metavar="KIND=COLOUR[,SHAPE]", help="How a kind looks: idea=#1D5C93,star."
)
@click.option("--anyway", is_flag=True, help="Keep it although its cards cannot be printed as they are.")
@choice_options
@in_folder
def import_command(file: Path, data: Path | None, **words: Unpack[Wishes]) -> None:
    """Keep a deck on this machine, where workshops can use it and `musette decks` finds it by its code."""
    with at_home(data) as home:
        bundle = arrivals.changed(decoding.open_file(file, chosen(words)), _about(words))
        if words["code"]:
            bundle = bundle.renamed(_code(words["code"]))
        wrong = agenda_checks.problems(bundle.agendas, bundle.deck)
        if wrong:
            raise DeckUnreadable(*wrong)
        bundle = _judged(bundle)
        if not words["anyway"]:
            _refuse(bundle)
        try:
            bundle = imports.save(bundle, home, replace=words["replace"])
        except CodeTaken as refusal:
            raise click.ClickException(str(refusal)) from refusal
        for note in [*_remarks(bundle), *(problem.sentence for problem in bundle.problems if problem.blocks)]:
            click.echo(note)
        cards = ngettext("%(num)s card", "%(num)s cards", len(bundle.deck.cards))
        click.echo(_("%(code)s is imported: %(cards)s.", code=bundle.deck.code, cards=cards))


@click.command("export")
@click.argument("deck")
@click.argument("file", type=click.Path(path_type=Path))
@in_folder
def export(deck: str, file: Path, data: Path | None) -> None:
    """Write a deck in the format that the file's extension names."""
    with at_home(data):
        make = FORMATS.get(file.suffix.lower().removeprefix("."))
        if file.suffix and make is None:
            raise DeckUnreadable(
                _("%(file)s: the name must end in one of %(known)s.", file=file, known=decoding.extensions())
            )
        bundle = bundle_of(deck)
        if make:
            file.write_bytes(make(bundle))
        elif file.exists() and any(file.iterdir()):
            raise DeckUnreadable(_("%(file)s is there already, and not empty.", file=file))
        else:
            writing.write(bundle.files(), file)
        click.echo(_("%(file)s is ready.", file=file))


def _judged(bundle: Bundle, card: str = "poker") -> Bundle:
    """Return the deck with all that is wrong with it on cards of a size."""
    with said_plainly():
        return judge_bundle(bundle, card)


def _refuse(bundle: Bundle) -> None:
    """Refuse a deck that could not be printed; say how to keep one of which only the cards must be corrected."""
    wrong = [problem for problem in bundle.problems if problem.blocks]
    if wrong:
        way = _("To keep it all the same, and correct it here, add --anyway.")
        raise DeckUnreadable(*in_short([one.sentence for one in wrong]), *[way] * all(one.sized for one in wrong))


def _remarks(bundle: Bundle) -> list[str]:
    """List what is to know of a deck and does not stop a print."""
    return [*bundle.notes, *(problem.sentence for problem in bundle.problems if not problem.blocks)]


def _about(words: Wishes) -> dict[str, str]:
    """Write what was said of the deck and of its kinds as the page that imports does."""
    form = {"title": words["title"], "licence": words["licence"], "credits": words["credits"]}
    for look in words["looks"]:
        kind, _sign, how = look.partition("=")
        colour, _comma, shape = how.partition(",")
        form |= {f"kind-{kind}-{name}": value for name, value in (("colour", colour), ("shape", shape)) if value}
    return form


def _code(code: str) -> str:
    if slug(code, "") != code:
        raise DeckUnreadable(_("“%(code)s” is no code: use small letters, digits and hyphens.", code=code))
    return code
