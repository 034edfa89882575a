"""A participant's page: one step at a time, with what their table and they themselves gave."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda, asides
from toolkit.activities.models import Activity
from toolkit.activities.scene import scene
from toolkit.activities.shapes import Seen, Viewer
from toolkit.decks import revisions
from toolkit.language import current
from toolkit.mishaps import attempt
from toolkit.web.access import cookie_name, current_participant, current_workshop, visitor
from toolkit.web.activities.alike import drawn
from toolkit.web.changes import Here, change
from toolkit.web.house import house, reading
from toolkit.web.screens import pulse, stream_url
from toolkit.workshops import handouts, joining, participants, scribes

bp = Blueprint("phone", __name__, url_prefix="/w/<code>")


@bp.get("")
def page() -> ResponseReturnValue:
    """Show the step the room is on."""
    return _whole(context())


def _whole(here: dict[str, Any]) -> str:
    workshop = current_workshop()
    deck = revisions.load(reading(), workshop.deck_revision_id)
    entries = deck.meanings(current(), workshop.variant)
    was = participants.before(reading(), here["person"])
    return render_template(
        "phone/page.html", stream_url=stream_url("phone", current()), entries=entries, was=was, **here
    )


def refused(activity: int, form: Mapping[str, str], sentence: str) -> ResponseReturnValue | None:
    """Show why a form was refused, with what was chosen still in it; None when the room is elsewhere by now."""
    here = context()
    step: Activity = here["activity"]
    seen = step.shape.refused(here["seen"], step, form) if step.id == activity else None
    return make_response(_whole({**here, "seen": seen, "refusal": sentence}), 422) if seen else None


@bp.get("/now")
def now() -> ResponseReturnValue:
    """Return the step alone, for a page that is open already; a whole room asks at once."""
    activity = agenda.step(reading(), current_workshop(), current_workshop().current_id)
    return drawn(activity, lambda viewer: render_template("phone/_now.html", **context(viewer)))


@bp.get("/<int:activity>/news")
def news_of(activity: int) -> ResponseReturnValue:
    """Return what was written since; the whole step when more than that has moved."""
    here = context()
    seen: Seen | None = here["seen"] if here["activity"].id == activity else None
    written = seen.written_since(request.args.get("since", "")) if seen else None
    if written is not None and (page := _news(written, here)):
        return page
    return Response(render_template("phone/_now.html", **here), headers={"HX-Retarget": "#now"})


def _news(written: Sequence[Any], here: dict[str, Any]) -> str:
    """Draw what was written, or nothing when it cannot be drawn alone."""
    return attempt(
        here["activity"], "", lambda: render_template(here["scene"].fragment("news"), written=written, **here)
    )


def context(viewer: Viewer | None = None) -> dict[str, Any]:
    """Return what the phone of the person asking shows now, or of whoever is alike."""
    workshop, viewer = current_workshop(), viewer or Viewer(current_participant(), visitor().token)
    activities = agenda.steps(reading(), workshop)
    activity = agenda.step(reading(), workshop, workshop.current_id)
    shown = scene(reading(), workshop, activity, viewer)
    return {
        "workshop": workshop,
        "pulse": pulse(reading(), workshop),
        "person": viewer.person,
        "activity": activity,
        "scene": shown,
        "seen": shown.seen,
        "place": activities.index(activity) + 1,
        "places": len(activities),
        "handout": handouts.path(house().settings.secret, workshop),
        "asides": asides.shown(asides.of(reading(), workshop), workshop),
    }


@bp.get("/cards/<card>")
def card(card: str) -> ResponseReturnValue:
    """Show both faces of a card, as this workshop words it."""
    workshop = current_workshop()
    deck = revisions.load(reading(), workshop.deck_revision_id)
    try:
        face_up = deck.card(card)
    except KeyError:
        abort(404)
    face = deck.face(face_up, current(), workshop.variant)
    back = url_for("phone.page")
    kind = deck.kind(face_up.kind)
    return render_template(
        "decks/card.html", deck=deck, card=face_up, face=face, kind=kind, variant=workshop.variant, back=back
    )


@bp.post("/sit")
def sit() -> ResponseReturnValue:
    """Sit at another table."""
    number = request.form.get("table", 0, type=int)
    change(lambda here: joining.sit(here.session, here.person, number))
    return redirect(url_for("phone.page"), 303)


@bp.post("/name")
def rename() -> ResponseReturnValue:
    """Take another name, where people choose theirs."""
    if current_workshop().names != "free":
        abort(403)
    name = request.form.get("name", "")
    change(lambda here: participants.rename(here.session, here.person, name), everyone=True)
    return redirect(url_for("phone.page"), 303)


@bp.post("/more-time")
def take_more_time() -> ResponseReturnValue:
    """Ask for more time than the others have, or no longer."""
    on = request.form.get("on") == "yes"
    change(lambda here: participants.note(here.person, "more_time", on=on), everyone=True)
    return redirect(url_for("phone.page"), 303)


@bp.post("/pen")
def take_the_pen() -> ResponseReturnValue:
    """Become the scribe of one's table, or give the pen back."""
    change(_give_the_pen_back if request.form.get("pen") == "back" else _take_the_pen)
    return redirect(url_for("phone.page"), 303)


def _take_the_pen(here: Here) -> None:
    scribes.take_the_pen(here.session, here.person)
    here.table.touch()


def _give_the_pen_back(here: Here) -> None:
    scribes.give_the_pen_back(here.person)
    here.table.touch()


@bp.post("/tested")
def tested() -> ResponseReturnValue:
    """Note that a phone has loaded a page, posted, and is about to receive an event."""
    if not current_workshop().phone_tested:
        change(_note_test, everyone=True)
    return {"status": "ok"}


def _note_test(here: Here) -> None:
    here.workshop.phone_tested = True


@bp.post("/leave")
def leave() -> ResponseReturnValue:
    """Forget this workshop on this device; what was given stays."""
    response = make_response(redirect(url_for("home.index"), 303))
    response.delete_cookie(cookie_name("w", current_workshop().code))
    return response
