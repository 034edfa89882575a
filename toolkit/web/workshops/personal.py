"""A person's own data: read, taken away as a file, erased; from their phone, or by the facilitator for them."""

from flask import Blueprint, Response, abort, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.activities import personal
from toolkit.activities.kinds import InvalidAnswer
from toolkit.language import gettext as _
from toolkit.web.access import cookie_name, current_participant, current_workshop, visitor
from toolkit.web.changes import Here, change
from toolkit.web.house import house, read_again, reading
from toolkit.workshops.models import Participant

bp = Blueprint("personal", __name__)


@bp.get("/w/<code>/me")
def own() -> ResponseReturnValue:
    """Show all that is kept of whoever asks."""
    return _page(current_participant(), url_for("personal.own_file"), url_for("personal.erase_own"))


@bp.get("/w/<code>/me.json")
def own_file() -> ResponseReturnValue:
    """Give it as data."""
    return _file(current_participant())


@bp.post("/w/<code>/me/erase")
def erase_own() -> ResponseReturnValue:
    """Erase whoever asks, and forget this workshop on their device."""
    _erase(current_participant().id)
    response = make_response(redirect(url_for("notices.page"), 303))
    response.delete_cookie(cookie_name("w", current_workshop().code))
    return response


@bp.get("/run/<code>/people/<int:person>/data")
def of(person: int) -> ResponseReturnValue:
    """Show all that is kept of a person who asks the facilitator."""
    file, erasure = url_for("personal.file_of", person=person), url_for("personal.erase", person=person)
    return _page(_found(person), file, erasure)


@bp.get("/run/<code>/people/<int:person>/data.json")
def file_of(person: int) -> ResponseReturnValue:
    """Give it as data, to be handed to them."""
    return _file(_found(person))


@bp.post("/run/<code>/people/<int:person>/data/erase")
def erase(person: int) -> ResponseReturnValue:
    """Erase a person who asked for it."""
    _erase(_found(person).id)
    return redirect(url_for("run.page"), 303)


def _page(person: Participant, file: str, erasure: str) -> str:
    kept = personal.personal(reading(), current_workshop(), person, own=_own(person))
    about = {"workshop": current_workshop(), "person": person, "own": _own(person)}
    return render_template("workshops/personal.html", kept=kept, file=file, erasure=erasure, **about)


def _file(person: Participant) -> Response:
    response = jsonify(personal.personal(reading(), current_workshop(), person, own=_own(person)))
    response.headers["Content-Disposition"] = f"attachment; filename=musette-{current_workshop().code}.json"
    return response


def _own(person: Participant) -> bool:
    return visitor().participant is person


def _erase(number: int) -> None:
    """Erase a person everywhere, copies of the database included; only whoever has said that they want it."""
    if request.form.get("sure") != "yes":
        raise InvalidAnswer(_("Please tick that you want this: it cannot be undone."))

    def work(here: Here) -> None:
        personal.erase(here.session, here.workshop, here.session.get(Participant, number) or abort(410))

    code = current_workshop().code
    change(work, everyone=True)
    read_again()  # a transaction that is still reading would keep the log from being emptied
    house().forget(code)


def _found(number: int) -> Participant:
    person = reading().get(Participant, number)
    if person is None or person.workshop_id != current_workshop().id or person.same_as:
        raise InvalidAnswer(_("This person is not in this workshop."))
    return person
