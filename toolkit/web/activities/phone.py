"""A participant's page: one step at a time, with what their table and they themselves gave."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.activities import agenda, ideas, news, photos, votes
from toolkit.activities.models import Activity
from toolkit.activities.scene import Scene
from toolkit.activities.standins import shown
from toolkit.decks import revisions
from toolkit.language import current
from toolkit.mishaps import attempt
from toolkit.web.access import cookie_name, current_participant, current_workshop, visitor
from toolkit.web.changes import Here, change
from toolkit.web.house import reading
from toolkit.web.live import pulse, stream_url
from toolkit.workshops import services
from toolkit.workshops.models import Table

bp = Blueprint("phone", __name__, url_prefix="/w/<code>")


@bp.get("")
def page() -> ResponseReturnValue:
    """Show the step the room is on."""
    return _whole(context())


def _whole(here: dict[str, Any]) -> str:
    workshop = current_workshop()
    deck = revisions.load(reading(), workshop.deck_revision_id)
    entries = deck.meanings(current(), workshop.variant)
    return render_template("phone/page.html", stream_url=stream_url("phone", current()), entries=entries, **here)


def refused_ballot(activity: int, form: Mapping[str, str], sentence: str) -> ResponseReturnValue | None:
    """Show why a ballot was refused, with all that was chosen still in it; None when the room is elsewhere by now."""
    here = context()
    if here["activity"].id != activity or "choices" not in here["own"]:
        return None
    marks = here["activity"].rules.marks(form, here["own"]["choices"])
    here["own"]["ballot"] = {**marks, "blank": bool(form.get("blank"))}
    return make_response(_whole({**here, "refusal": sentence}), 422)


@bp.get("/now")
def now() -> ResponseReturnValue:
    """Return the step alone, for a page that is open already."""
    return render_template("phone/_now.html", **context())


@bp.get("/<int:activity>/news")
def news_of(activity: int) -> ResponseReturnValue:
    """Return the fields of the table's sheet that were written since; the whole step when more than that has moved."""
    here = context()
    sheet = here["own"].get("sheet") if here["activity"].id == activity else None
    written = news.written_since(sheet, request.args.get("since", "")) if sheet else None
    if written is not None and (page := _news(written, here)):
        return page
    return Response(render_template("phone/_now.html", **here), headers={"HX-Retarget": "#now"})


def _news(written: list[news.Line], here: dict[str, Any]) -> str:
    """Draw the fields that were written, or nothing when they cannot be drawn alone."""
    return attempt(here["activity"], "", lambda: render_template("phone/_news.html", written=written, **here))


def context() -> dict[str, Any]:
    """Return what the phone of the person asking shows now."""
    workshop, person = current_workshop(), current_participant()
    activity = agenda.step(reading(), workshop, workshop.current_id)
    seen = shown(reading(), workshop, activity, behind=activity.rules.gives != "nothing", tables=_own_table())
    activities = agenda.steps(reading(), workshop)
    return {
        "workshop": workshop,
        "pulse": pulse(reading(), workshop),
        "person": person,
        "activity": activity,
        "scene": seen,
        "place": activities.index(activity) + 1,
        "places": len(activities),
        "own": attempt(activity, {}, lambda: own(activity, seen)),
    }


def own(activity: Activity, seen: Scene) -> dict[str, Any]:
    """Return what belongs to this person and their table in the step."""
    person, session, workshop = current_participant(), reading(), current_workshop()
    gives = activity.rules.gives
    if gives == "ideas":
        return {"ideas": ideas.seen_by(session, activity, person)}
    if gives == "answers":
        return {
            "ballot": votes.own_ballot(session, activity, person, visitor().token),
            "voted": votes.has_voted(session, activity, person),
            "choices": votes.choices_for(session, activity, person),
        }
    if gives == "moves":
        return {"hand": next(iter(seen.hands), None)}
    if gives == "entries":
        may_write = workshop.writers == "everyone" or person.role == "scribe"
        return {
            "sheet": next(iter(seen.sheets), None),
            "may_write": may_write,
            "writable": activity.is_open and may_write and not workshop.paused,
            "most": photos.MOST,
            "caption": photos.caption(person.table) if person.table else "",
            "people": services.names_at(session, person.table_id),
        }
    return {}


def _own_table() -> list[Table]:
    table = current_participant().table
    return [table] if table else []


@bp.get("/cards/<card>")
def card(card: str) -> ResponseReturnValue:
    """Show both faces of a card, as this workshop words it."""
    workshop = current_workshop()
    deck = revisions.load(reading(), workshop.deck_revision_id)
    try:
        found = deck.card(card)
    except KeyError:
        abort(404)
    face = deck.face(found, current(), workshop.variant)
    back = url_for("phone.page")
    kind = deck.kind(found.kind)
    return render_template(
        "decks/card.html", deck=deck, card=found, face=face, kind=kind, variant=workshop.variant, back=back
    )


@bp.post("/sit")
def sit() -> ResponseReturnValue:
    """Sit at another table."""
    number = request.form.get("table", 0, type=int)
    change(lambda here: services.sit(here.session, here.person, number))
    return redirect(url_for("phone.page"), 303)


@bp.post("/pen")
def take_the_pen() -> ResponseReturnValue:
    """Become the scribe of one's table, or give the pen back."""
    change(_give_the_pen_back if request.form.get("pen") == "back" else _take_the_pen)
    return redirect(url_for("phone.page"), 303)


def _take_the_pen(here: Here) -> None:
    services.take_the_pen(here.session, here.person)
    here.table.version += 1


def _give_the_pen_back(here: Here) -> None:
    services.give_the_pen_back(here.person)
    here.table.version += 1


@bp.post("/tested")
def tested() -> ResponseReturnValue:
    """Note that a phone has loaded a page, posted, and is about to receive an event."""
    if not current_workshop().wall.get("tested"):
        change(_note_test, everyone=True)
    return {"status": "ok"}


def _note_test(here: Here) -> None:
    here.workshop.wall = {**here.workshop.wall, "tested": True}


@bp.post("/leave")
def leave() -> ResponseReturnValue:
    """Forget this workshop on this device; what was given stays."""
    response = make_response(redirect(url_for("home.index"), 303))
    response.delete_cookie(cookie_name("w", current_workshop().code))
    return response
