"""What `musette decks print`, `preflight`, `prints` and `calibrate` do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, cast

import click

from toolkit.cli.decks import early
from toolkit.cli.decks.home import at_home
from toolkit.cli.decks.opening import bundle_of
from toolkit.cli.decks.options import FLIPS
from toolkit.dates import day
from toolkit.decks import library
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.models import Deck
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import LANGUAGES, decimal, ngettext, use
from toolkit.language import gettext as _
from toolkit.printing.checks.preflight import passes
from toolkit.printing.checks.previews import Preview
from toolkit.printing.decks import print_deck
from toolkit.printing.order import prints, sizes
from toolkit.printing.order.orders import Order, Wishes
from toolkit.printing.order.printers import Printers
from toolkit.printing.order.prints import PastPrints
from toolkit.printing.paper.calibration import print_calibration
from toolkit.printing.paper.readings import print_reading
from toolkit.printing.render.pango import PangoMissing
from toolkit.printing.render.pool import RenderRefused, RenderStopped
from toolkit.printing.sheet.imposition import Duplex

_NOT_OF_THE_ORDER = ("text", "twin", "preflight", "anyway", "remember", "since", "printer")


def print_to(output: Path | None, name: str, language: str, wishes: Wishes, folder: Path | None) -> None:
    """Print a deck as asked to a file, and remember it; without a file only check. Or say in one sentence why not."""
    with at_home(folder) as home:
        bundle = bundle_of(name)
        _tell(bundle)
        if not (wishes.get("anyway") or name in library.bundled()):
            _check_agendas(bundle)
        _print_to(output, bundle.deck, language, wishes, home.parent)
        early.remember(name)


def _tell(bundle: Bundle) -> None:
    """Say what is to know of a deck and does not stop its print; what does is said when it is checked."""
    remarks = [problem.sentence for problem in bundle.problems if not (problem.blocks or problem.counted)]
    for sentence in (*bundle.notes, *remarks):
        click.echo(sentence)


def _check_agendas(bundle: Bundle) -> None:
    """Refuse a deck whose agendas are wrong, as its check and its import do."""
    problems = resolve_name("toolkit.activities.agenda_checks:problems") if bundle.agendas else None  # slow to load
    if problems and (wrong := problems(bundle.agendas, bundle.deck)):
        raise DeckUnreadable(*wrong)


def _print_to(output: Path | None, deck: Deck, language: str, wishes: Wishes, data: Path) -> None:
    fields = cast("dict[str, Any]", dict(wishes))
    more = {name: fields.pop(name, None) for name in _NOT_OF_THE_ORDER}
    _check(deck, fields)
    with use(language), said_plainly():
        order = _ordered(deck, Order(language, **fields), more, data)
        if more["text"] and output:
            output.write_bytes(print_reading(deck, **asdict(order)))
        else:
            pdf = _decided(deck, order, aloud=output is None or more["preflight"], anyway=bool(more["anyway"]))
            if output is None:
                return
            output.write_bytes(pdf)
        click.echo(_("%(file)s is ready.", file=output))
        if more["twin"]:
            _twins(output, deck, order)
        if more["remember"] and not more["text"]:
            PastPrints(data / "prints").add(deck, order)


def _check(deck: Deck, wishes: dict[str, Any]) -> None:
    """Refuse an audience or a kind that the deck does not have; what is not said is everything."""
    if wishes.get("split") and not wishes.get("second"):
        raise click.UsageError(_("--split needs the other language: --back-lang."))
    for name in ("kinds", "tags", "levels"):
        wishes[name] = wishes.get(name) or None
    variant = wishes.get("variant")
    if variant and variant not in {one.code for one in deck.variants}:
        raise click.ClickException(_("The deck has no variant %(variant)s.", variant=variant))
    unknown = set(wishes["kinds"] or ()) - {kind.code for kind in deck.kinds}
    if unknown:
        raise click.ClickException(_("The deck has no kind of cards %(kind)s.", kind=min(unknown)))


def _ordered(deck: Deck, order: Order, more: dict[str, Any], data: Path) -> Order:
    """Give an order its printer, and leave out what has not changed."""
    if more["printer"]:
        order = Printers(data / "printers.json").find(more["printer"]).apply(order)
    if more["since"]:
        order = prints.only_changed(deck, PastPrints(data / "prints").of(deck.code), order, more["since"])
    return order


def _decided(deck: Deck, order: Order, *, aloud: bool, anyway: bool) -> bytes:
    """Return the PDF of a print that passes every check; say what was checked if that is asked."""
    if not aloud:
        return print_deck(deck, anyway=anyway, **asdict(order))
    preview = Preview(deck, order)
    result = preview.draw()
    for check in result.checks:
        for sentence in check.sentences[:1] if check.passes else check.sentences:
            click.echo(f"{_('ok') if check.passes else _('STOP'):5} {sentence}", err=not check.passes)
    cost = preview.estimate()
    paper = ngettext("%(num)s sheet of paper", "%(num)s sheets of paper", cost.sheets)
    inks = ", ".join(f"{ink} {decimal(share)} %" for ink, share in cost.inks.items())
    click.echo(f"{'':5} {paper}; {inks}")
    if not passes(result.checks, anyway=anyway):
        raise click.exceptions.Exit(1)
    return result.pdf


def _twins(output: Path, deck: Deck, order: Order) -> None:
    """Write the text edition and large print of the same cards beside their file."""
    large = replace(order, sheet="a4-large-print", card=None, paper=None, per_page=None)
    editions = {"text": print_reading(deck, **asdict(order)), "large": print_deck(deck, anyway=True, **asdict(large))}
    for name, pdf in editions.items():
        file = output.with_name(f"{output.stem}-{name}{output.suffix}")
        file.write_bytes(pdf)
        click.echo(_("%(file)s is ready.", file=file))


def tell_prints(name: str, folder: Path | None) -> None:
    """List the prints of a deck that are remembered, and what has changed since each."""
    with at_home(folder) as home:
        _tell_prints(bundle_of(name).deck, home.parent)


def _tell_prints(deck: Deck, data: Path) -> None:
    known = PastPrints(data / "prints").of(deck.code)
    for past in known:
        cards = ngettext("%(num)s card", "%(num)s cards", len(past.cards))
        changed = ", ".join(prints.delta(deck, known, past, f"{past.number}").codes)
        wording = " ".join(filter(None, (past.language, past.variant, past.second)))
        click.echo(f"{past.number:4} {day(past.moment)} · {wording} · {cards} · {_('changed since:')} {changed or '–'}")


@click.command("calibrate")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--lang", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@click.option("--paper", type=click.Choice(sizes.papers()), default="a4", show_default=True)
@click.option("--landscape", is_flag=True, help="For sheets that lie, such as those of 70x100 cards.")
@click.option("--flip", "duplex", type=click.Choice(FLIPS[:2]), default="long-edge", show_default=True)
def calibrate(output: Path, lang: str, paper: str, duplex: Duplex, *, landscape: bool) -> None:
    """Make the sheet that tells how far a printer's backs are from its fronts."""
    with use(lang), said_plainly():
        output.write_bytes(print_calibration(paper, duplex, lang, landscape=landscape))
    click.echo(_("%(file)s is ready.", file=output))


@contextmanager
def said_plainly(but: type[Exception] | tuple[()] = ()) -> Iterator[None]:
    """Turn what cannot be printed into one sentence, but for what is told otherwise."""
    try:
        yield
    except but:
        raise
    except (PangoMissing, RenderRefused, RenderStopped) as refusal:
        raise click.ClickException(str(refusal)) from refusal
