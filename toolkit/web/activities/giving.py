"""What people give: every change in a step comes in here, under the address that its shape gives it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit import clock
from toolkit.activities import late
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import WorkshopPaused
from toolkit.activities.shapes import changes
from toolkit.activities.shapes.changes import DESK, Change, Clash, Giving
from toolkit.language import gettext as _
from toolkit.web.access import current_participant, current_workshop, visitor
from toolkit.web.activities import desk, phone
from toolkit.web.changes import Here
from toolkit.web.changes import change as make
from toolkit.web.fragments import asked_by_htmx, fragment_or_redirect
from toolkit.web.house import house, read_again

bp = Blueprint("giving", __name__, url_prefix="/w/<code>/<int:activity>")
MOST = 60  # characters of a field's name


@bp.post("/<path:address>")
def change(activity: int, address: str) -> ResponseReturnValue:
    """Make a change in a step: fields/NAME, ideas/5/withdraw, vote. It names what it is about after the first word."""
    first, *rest = address.split("/")
    what = rest[0] if rest else ""
    wanted = changes().get("/".join([first, *(["*", *rest[1:]] if rest else [])])) or abort(404)
    if not wanted.roles & visitor().roles:
        abort(403)
    form, token = request.form, visitor().token
    try:
        result = make(
            lambda here: _made(here, activity, wanted, what, form, token),
            everyone=wanted.everyone,
            abreast=wanted.abreast,
        )
    except InvalidAnswer as refusal:
        return _again(activity, form, refusal)
    except Clash as clash:
        return _both_texts(address, clash)
    return _received(wanted, result)


def _made(
    here: Here, activity: int, wanted: Change, what: str, form: Mapping[str, str], token: str
) -> dict[str, Any] | None:
    if wanted.waits and here.workshop.paused:
        raise WorkshopPaused(_("The workshop is paused. Please wait until it goes on."))
    step = here.activity(activity)
    giving = Giving(here.session, here.workshop, step, here.participant, token, what, form)
    if not wanted.roles & DESK:
        late.check_place(giving)
    return wanted.work(giving)


def _again(activity: int, form: Mapping[str, str], refusal: InvalidAnswer) -> ResponseReturnValue:
    """Show why a form was refused, on a page without JavaScript with all that was chosen still in it."""
    on_a_page = visitor().participant and not (asked_by_htmx() or _in_json())
    again = phone.refused(activity, form, str(refusal)) if on_a_page else None
    if again is None:
        raise refusal
    return again


def _both_texts(address: str, clash: Clash) -> ResponseReturnValue:
    people = current_workshop().participants
    author = next((person.name for person in people if person.id == clash.theirs.participant_id), "")
    template = "phone/_conflict.html" if _in_json() else "phone/conflict.html"
    return make_response(render_template(template, conflict=clash, address=address, author=author), 409)


def _received(wanted: Change, result: dict[str, Any]) -> ResponseReturnValue:
    """Say what became of it: in JSON, in a fragment of its own, or with the phone or the desk as it is now."""
    if _in_json():
        return result, 202 if "offered" in result else 200
    if wanted.reply:
        return fragment_or_redirect(wanted.reply, page=url_for("phone.page"), context=_moment)
    read_again()
    if wanted.roles == DESK:
        return desk.answer()
    return fragment_or_redirect("phone/_now.html", page=url_for("phone.page"), context=phone.context)


def _moment() -> dict[str, Any]:
    return {"received_at": clock.now()}


def _in_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


@bp.post("/fields/<field>/writing")
def writing(activity: int, field: str) -> ResponseReturnValue:  # noqa: ARG001 - a phone shows one step at a time
    """Note that the person asking writes in a field, or has stopped: a hint for their table, kept nowhere."""
    code, who, pens = current_workshop().code, str(current_participant().id), house().hub.pens
    left = request.form.get("left") == "yes"
    if pens.put_down(code, who) if left else pens.take(code, who, field[:MOST]):
        house().hub.changed(code)
    return "", 204
