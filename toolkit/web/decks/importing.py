"""Decks from a file: it is chosen, what was understood is shown and changed, and then it is kept; and out again."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from babel import Locale
from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda_checks
from toolkit.decks import images, library
from toolkit.decks.editing.captions import FIELDS, SHAPES
from toolkit.decks.files import arrivals, columns, decoding, imports, limits, waiting
from toolkit.decks.files.decoding import KINDS, Look
from toolkit.decks.files.exports import FORMATS
from toolkit.decks.files.imports import CodeTaken
from toolkit.decks.files.sheets.encoding_names import CODINGS
from toolkit.decks.files.waiting import Waiting
from toolkit.decks.folder import bundles
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import current
from toolkit.language import gettext as _
from toolkit.printing.checks.verdicts import judge_bundle
from toolkit.printing.render.pool import RenderRefused, RenderStopped
from toolkit.printing.render.queue import TooManyPrints, turn
from toolkit.web.decks.choosing import ASKED, chosen
from toolkit.web.errors import refuse
from toolkit.web.house import house
from toolkit.web.protection import room_for_a_file

bp = Blueprint("importing", __name__, url_prefix="/console/decks")
_ROOM = 1_000_000  # bytes of a form around its file


@bp.url_value_preprocessor
def allow_a_file(endpoint: str | None, _values: Mapping[str, Any] | None) -> None:
    """Let the one form that carries a file be as large as a file may be."""
    if endpoint == "importing.receive":
        room_for_a_file(limits.ARCHIVE + _ROOM)


@bp.get("/import")
def choose() -> ResponseReturnValue:
    """Ask for a file."""
    return render_template("importing/choose.html", error="", extensions=decoding.extensions())


@bp.post("/import")
def receive() -> ResponseReturnValue:
    """Keep the file aside, then show what is in it."""
    file = request.files.get("file")
    name = PurePosixPath((file.filename or "" if file else "").replace("\\", "/")).name
    kind = name.rpartition(".")[2].lower()
    if not file or not name:
        return _again(_("Please choose a file."))
    if kind not in KINDS:
        return _again(decoding.other_kind(name))
    most = limits.ARCHIVE if kind == "zip" else limits.FILE
    data = file.read(most + 1)
    if len(data) > most:
        return _again(_("This file is larger than %(most)s MB.", most=most // 1_000_000))
    token = waiting.keep(_waiting_room(), name.rpartition(".")[0][:120], kind, data)
    return redirect(url_for(".review", token=token), 303)


@bp.get("/import/<token>")
def review(token: str) -> ResponseReturnValue:
    """Show what was understood of a file: its columns, its kinds, its cards and what is wrong with them."""
    file = _find(token)
    if file.became:
        return redirect(url_for("decks.deck", deck=file.became), 303)
    return _page(token, _judged(decoding.look(file.kind, file.data, file.name)), {})


@bp.post("/import/<token>")
def take(token: str) -> ResponseReturnValue:
    """Look at the file again with what was changed, or keep the deck; what is wrong but prints must be accepted."""
    file, form = _find(token), request.form
    if file.became:
        return redirect(url_for("decks.deck", deck=file.became), 303)
    look = decoding.look(file.kind, file.data, file.name, chosen(form))
    try:
        look = _judged(replace(look, bundle=arrivals.changed(look.bundle, form) if look.bundle else None))
        if look.bundle is None or "again" in form or _unaccepted(look.bundle, form):
            return _page(token, look, form)
        bundle = _save(look.bundle, form)
    except (DeckUnreadable, CodeTaken) as refusal:
        return _page(token, replace(look, refused=str(refusal).split("\n")), form), 422
    waiting.done(_waiting_room(), token, bundle.deck.code)
    return redirect(url_for("decks.deck", deck=bundle.deck.code), 303)


@bp.post("/import/<token>/forget")
def forget(token: str) -> ResponseReturnValue:
    """Erase a file that is not wanted."""
    waiting.forget(_waiting_room(), token)
    return redirect(url_for(".choose"), 303)


@bp.get("/<deck>/export/<kind>")
def export(deck: str, kind: str) -> ResponseReturnValue:
    """Send a deck as a file that can be read again, here or on another machine."""
    if kind not in FORMATS or deck not in library.known():
        abort(404)
    try:
        content = FORMATS[kind](bundles.read(library.location(deck)))
    except DeckUnreadable as refusal:
        return refuse(refusal.sentences[0], 422)
    response: Response = make_response(content)
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Disposition"] = f'attachment; filename="{deck}.{kind}"'
    return response


def _again(error: str) -> tuple[str, int]:
    return render_template("importing/choose.html", error=error, extensions=decoding.extensions()), 422


def _find(token: str) -> Waiting:
    try:
        return waiting.find(_waiting_room(), token)
    except KeyError:
        abort(refuse(_("This file is no longer here. Please choose it again."), 404))


def _waiting_room() -> Path:
    return house().settings.data / "waiting"


def _unaccepted(bundle: Bundle, form: Mapping[str, str]) -> bool:
    """Say whether something is wrong that blocks, or that nobody has accepted yet."""
    blocked, remarks = _wrong(bundle)
    return bool(blocked) or (len(remarks) > 0 and form.get("accepted") != str(len(remarks)))


def _wrong(bundle: Bundle) -> tuple[list[str], list[str]]:
    """Say what keeps a deck from being imported, and what somebody must accept: of its cards, all can be corrected."""
    may_stay = [problem.sized or not problem.blocks for problem in bundle.problems]
    sentences = list(zip((problem.sentence for problem in bundle.problems), may_stay, strict=True))
    agendas = agenda_checks.problems(bundle.agendas, bundle.deck)
    return [*(one for one, stays in sentences if not stays), *agendas], [one for one, stays in sentences if stays]


def _judged(look: Look) -> Look:
    """Return what was read with all that is wrong with it; where its cards cannot be drawn, that is to know."""
    if look.bundle is None:
        return look
    code = look.bundle.deck.code
    bundle = look.bundle.fitted(images.names(library.location(code)) if code in library.known() else ())
    try:
        with turn():
            return replace(look, bundle=judge_bundle(bundle))
    except (RenderRefused, RenderStopped, TooManyPrints) as refusal:
        return replace(look, bundle=replace(bundle, notes=[*bundle.notes, str(refusal)]))


def _save(bundle: Bundle, form: Mapping[str, str]) -> Bundle:
    replacing = "replace" in form
    return imports.save(
        arrivals.coded(bundle, form.get("code", ""), replacing=replacing),
        library.home(),
        replace=replacing,
    )


def _tongues() -> dict[str, str]:
    """Name the languages that a sheet may be in, in the current one."""
    return {code: (Locale(code).get_language_name(current()) or code).capitalize() for code in columns.SAID}


def _page(token: str, look: Look, form: Mapping[str, str]) -> str:
    bundle = look.bundle
    code = bundle.deck.code if bundle else ""
    blocked, remarks = _wrong(bundle) if bundle else ([], [])
    return render_template(
        "importing/review.html",
        token=token,
        look=look,
        bundle=bundle,
        blocked=[*look.refused, *blocked],
        remarks=remarks,
        code=form.get("code") or arrivals.free_code(code),
        namesake=code in library.known() and code not in library.bundled(),
        fields=FIELDS,
        shapes=SHAPES,
        asked=ASKED,
        codings=CODINGS,
        tongues=_tongues(),
        form=form,
        image_of=lambda card: images.address(card.image, bundle.images) if bundle else "",
    )
