"""The console: the workshops of this laptop, and a new one."""

from collections.abc import Mapping
from functools import partial

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.activities import agenda, ending, outlines, photos
from toolkit.activities.agenda import Brief
from toolkit.activities.outlines import Outline
from toolkit.decks import library
from toolkit.decks.models import Deck
from toolkit.language import LANGUAGES, current, pick
from toolkit.language import gettext as _
from toolkit.text import TextRefused, line
from toolkit.web.access import visitor
from toolkit.web.changes import Here, change, once
from toolkit.web.house import house, read_again, reading
from toolkit.web.workshops import erasures, kinds
from toolkit.web.workshops.erasures import whose
from toolkit.workshops import catalogue, expiry
from toolkit.workshops import settings as room
from toolkit.workshops.erasures import listed
from toolkit.workshops.models import Workshop
from toolkit.workshops.tables import MOST_TABLES
from toolkit.workshops.templates import Template

bp = Blueprint("console", __name__, url_prefix="/console")
bp.post("/<code>/purge", endpoint="purge")(erasures.purge)
bp.post("/undo", endpoint="undo")(erasures.undo)


@bp.get("")
def index() -> ResponseReturnValue:
    """List the workshops, the newest first, and the decks; say what is to be erased, and note that it was said."""
    if request.method == "GET" and expiry.is_news(reading(), whose()):
        house().database.write(partial(expiry.give_notice, whose=whose()))
        read_again()
    query = select(Workshop).filter_by(**whose(), erased_at=None).order_by(Workshop.id.desc())
    workshops = list(reading().scalars(query))
    return render_template(
        "workshops/console.html",
        workshops=[one for one in workshops if not one.archived],
        archived=[one for one in workshops if one.archived],
        erased=listed(reading(), whose()),
        stages=ending.stages(reading(), workshops),
        decks=library.readable(),
        spoilt=library.spoilt(),
        jump=expiry.jump(reading()),
        unnamed=[] if house().settings.hosted else photos.unnamed(reading()),
        megabytes=photos.megabytes,
        today=clock.now().date(),
        keeper=house().copies,
    )


@bp.post("/tidy")
def tidy() -> ResponseReturnValue:
    """Erase the photos that no workshop here names; where they may be somebody else's, only a command does."""
    if house().settings.hosted:
        abort(404)
    photos.erase_unnamed(reading())
    return redirect(url_for("console.index"), 303)


@bp.get("/new")
def new() -> ResponseReturnValue:
    """Ask what the new workshop is to be."""
    return _form(request.args.to_dict(), "")


@bp.post("/new")
def create() -> ResponseReturnValue:
    """Make the workshop and open its pre-flight page."""
    try:
        brief = _read_brief()
        if asked := kinds.question(brief):
            return asked
        made = once(partial(_make, brief))
    except (TextRefused, ValueError) as refusal:
        return _form(request.form.to_dict(), str(refusal)), 422
    return redirect(url_for("run.preflight", code=made["code"]), 303)


def _make(brief: Brief, session: Session) -> dict[str, str]:
    house().share.check_workshop(session, brief.owner)
    return {"code": agenda.prepare(session, brief).code}


@bp.post("/<code>/rename")
def rename() -> ResponseReturnValue:
    """Call a workshop otherwise."""
    title = request.form.get("title", "")
    change(lambda here: room.rename(here.workshop, title), everyone=True)
    return redirect(url_for("console.index"), 303)


@bp.post("/<code>/archive")
def archive() -> ResponseReturnValue:
    """Put a workshop away, or take it out again; nothing of it is lost."""
    away = request.form.get("away") == "yes"
    change(partial(_put_away, on=away))
    return redirect(url_for("console.index"), 303)


def _put_away(here: Here, *, on: bool) -> None:
    if here.workshop.archived and not (on or here.workshop.finished_at):
        house().share.check_workshop(here.session, here.workshop.owner)
    room.put_away(here.workshop, on=on)


def _form(given: dict[str, str], error: str) -> str:
    decks = library.readable()
    shelves = {deck.code: outlines.of_deck(deck) for deck in decks} | {"": outlines.for_any_deck()}
    names = {deck.code: deck.name() for deck in decks} | {"": _("For any deck")}
    return render_template(
        "workshops/new.html",
        shelves=[(_("Your own templates"), outlines.own()), *((names[code], shelf) for code, shelf in shelves.items())],
        decks=[("", _("The cards that go with the template")), *(one for deck in decks for one in _wordings(deck))],
        given={
            "template": _first(shelves, given.get("deck", "")),
            "language": current(),
            "tables": "4",
            "names": "free",
            **given,
        },
        error=error,
        spoilt=library.spoilt(),
        most_tables=MOST_TABLES,
    )


def _first(shelves: Mapping[str, list[Outline]], deck: str) -> str:
    """Return the code of the template to begin with: of a deck that was chosen before, or else of the first."""
    playing = [one for one in shelves[""] if one.cards]
    of_the_deck = shelves.get(deck) if deck else next(iter(shelves.values()))
    return next((one.template.code for one in of_the_deck or playing if one.template and not one.wrong), "")


def _wordings(deck: Deck) -> list[tuple[str, str]]:
    """List a deck and its variants, each under a code that holds both."""
    variants = [(f"{deck.code}/{one.code}", f"{deck.name()} – {pick(one.name)}") for one in deck.variants]
    return [(deck.code, deck.name()), *variants]


def _read_brief() -> Brief:
    """Read the form; raises ValueError or TextRefused with a sentence about what is wrong."""
    form = request.form
    own, template = _template(form.get("template", ""))
    deck, _slash, variant = form.get("deck", "").partition("/")
    deck = deck or own or library.bundled()[0]
    if deck not in library.known():
        raise ValueError(_("Please choose a deck."))
    tables = form.get("tables", 0, type=int)
    if not 1 <= tables <= MOST_TABLES:
        raise ValueError(_("Please give a number of tables from 1 to %(most)s.", most=MOST_TABLES))
    first = form.get("language", current())
    return Brief(
        template=template.code,
        title=line(form.get("title", ""), room.TITLE_LIMIT) or pick(template.title),
        languages=sorted(LANGUAGES, key=lambda language: language != first),
        tables=tables,
        deck=deck,
        variant=variant or None,
        names=form["names"] if form.get("names") in room.NAMES else "free",
        owner=visitor().facilitator_id,
        kinds=form.getlist("kinds"),
    )


def _template(code: str) -> tuple[str, Template]:
    try:
        return catalogue.find(code)
    except KeyError as error:
        raise ValueError(_("Please choose a template.")) from error
