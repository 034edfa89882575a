"""Photos of a table's paper: sent, shown to the people of the workshop, described, withdrawn and removed."""

from collections.abc import Mapping
from contextlib import closing
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, abort, g, make_response, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.activities import agenda, late, photos
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity, ActivityClosed, Photo
from toolkit.dates import clock_time
from toolkit.language import gettext as _
from toolkit.media import decoding, shelves
from toolkit.media.pictures import LARGE, LARGEST, SMALL
from toolkit.web.access import current_participant, current_workshop, visitor
from toolkit.web.activities import desk, phone
from toolkit.web.changes import Here, change, done_before
from toolkit.web.fragments import fragment_or_redirect
from toolkit.web.house import house, read_again, reading
from toolkit.web.protection import room_for_a_file
from toolkit.web.roles import READING
from toolkit.workshops.models import Participant, Table, Workshop

bp = Blueprint("photos", __name__)
_ROOM = 12_000_000  # bytes more than a photo may have, so that one that is too large is told so


@bp.url_value_preprocessor
def allow_a_photo(endpoint: str | None, _values: Mapping[str, Any] | None) -> None:
    """Let the one form that carries a photo be as large as a photo may be."""
    if endpoint == "photos.add":
        room_for_a_file(LARGEST + _ROOM)


@bp.post("/w/<code>/<int:activity>/photos")
def add(activity: int) -> ResponseReturnValue:
    """Add a photo to the table's sheet: written anew before anything is kept."""
    data = _sent()
    saved = done_before() or _kept(activity, data)
    return saved if request.accept_mimetypes.best == "application/json" else _phone()


def _kept(activity: int, data: bytes) -> dict[str, Any]:
    alt = request.form.get("alt", "")
    step = agenda.step(reading(), current_workshop(), activity)
    _check(reading(), current_workshop(), step, current_participant())
    house().share.check_photo(reading(), current_workshop())
    made = decoding.photo(data)
    large, small = names = photos.shelve(current_workshop(), made)
    try:
        return change(
            lambda here: _add(
                here, activity, Photo(large=large, small=small, width=made.width, height=made.height, alt=alt)
            )
        )
    except Exception:
        read_again()  # what was kept meanwhile names these files, perhaps
        photos.let_go(reading(), names)
        raise


def _sent() -> bytes:
    file = request.files.get("photo")
    if file is None or not file.filename:
        raise InvalidAnswer(_("Please choose a photo."))
    with closing(file):
        data: bytes = file.read(LARGEST + 1)
    g.sent = sha256(data).hexdigest()
    return data


def _check(session: Session, workshop: Workshop, step: Activity, person: Participant) -> None:
    """Refuse a photo that is too late, was taken at another table, or cannot be added."""
    origin = request.form.get("table", type=int)
    if origin and not (person.table and person.table.number == origin):
        raise ActivityClosed(_("You took this photo at table %(number)s and sit at another one now.", number=origin))
    asked = request.form.get("late") == "yes"
    if asked:
        late.check_open(workshop, step)
    in_time = asked and late.begun_in_time(step, person, request.form.get("ago", 0, type=int))
    photos.check(session, workshop, step, person.table, late=in_time)


def _add(here: Here, activity: int, photo: Photo) -> dict[str, Any]:
    step = here.activity(activity)
    _check(here.session, here.workshop, step, here.person)
    kept = photos.add(here.session, step, here.person, photo)
    return {"version": kept.id, "saved": clock_time(clock.now())}


@bp.post("/w/<code>/photos/<int:photo>/describe")
def describe(photo: int) -> ResponseReturnValue:
    """Say in words what a photo of one's table shows."""
    alt = request.form.get("alt", "")
    change(lambda here: photos.describe(_found(here, photo, here.table), here.table, alt))
    return _phone()


@bp.post("/w/<code>/photos/<int:photo>/withdraw")
def withdraw(photo: int) -> ResponseReturnValue:
    """Withdraw a photo of one's table, wherever it is shown."""
    _take_away(lambda here: (_found(here, photo, here.table), here.table))
    return _phone()


@bp.post("/run/<code>/photos/<int:photo>/remove")
def remove(photo: int) -> ResponseReturnValue:
    """Remove a photo, whoever added it."""
    _take_away(lambda here: _with_table(here, _found(here, photo)))
    return desk.answer()


def _with_table(here: Here, photo: Photo) -> tuple[Photo, Table]:
    return photo, here.session.get_one(Table, photo.table_id)


def _take_away(find: Any) -> None:
    gone = change(lambda here: {"files": photos.withdraw(here.session, *find(here))}, everyone=True)
    read_again()
    photos.let_go(reading(), gone["files"])


def _found(here: Here, photo: int, table: Table | None = None) -> Photo:
    picture = photos.find(here.session, here.workshop, photo, table)
    if picture is None:
        raise InvalidAnswer(_("This photo is no longer here."))
    return picture


@bp.get("/photos/<code>/<int:photo>/<size>")
def image(photo: int, size: str) -> ResponseReturnValue:
    """Send a photo to somebody of this workshop; browsers ask again each time, for it may have been withdrawn."""
    match = photos.find(reading(), current_workshop(), photo)
    if match is None or size not in {LARGE, SMALL} or not _seen(match):
        abort(404)
    name = match.large if size == LARGE else match.small
    try:
        response: Response = make_response(shelves.in_use().get(name))
    except KeyError:
        abort(404)
    response.headers["Content-Type"] = "image/jpeg"
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(name.rpartition("/")[2])
    return response.make_conditional(request)


def _seen(photo: Photo) -> bool:
    """Say whether the visitor sees a photo: behind the curtain stand those who read the report, and its own table."""
    person = visitor().participant
    own = person is not None and person.table_id == photo.table_id
    step = agenda.step(reading(), current_workshop(), photo.activity_id)
    return own or step.is_shown or bool(READING & visitor().roles)


def _phone() -> ResponseReturnValue:
    read_again()
    return fragment_or_redirect("phone/_now.html", page=url_for("phone.page"), context=phone.context)
