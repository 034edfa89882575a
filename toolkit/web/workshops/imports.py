"""Workshops from a file: one that was exported, here or elsewhere, is brought in and shown."""

from collections.abc import Mapping
from contextlib import closing
from functools import partial
from hashlib import sha256
from typing import Any

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from toolkit.activities.transcripts.parts import ExportRefused
from toolkit.language import gettext as _
from toolkit.reports import imports, parcels
from toolkit.reports.parcels import Parcel
from toolkit.web.access import visitor
from toolkit.web.changes import once
from toolkit.web.errors import refuse
from toolkit.web.house import house
from toolkit.web.protection import room_for_a_file

bp = Blueprint("imports", __name__, url_prefix="/console")
_ROOM = 1_000_000  # bytes of a form around its file


@bp.url_value_preprocessor
def allow_a_file(_endpoint: str | None, _values: Mapping[str, Any] | None) -> None:
    """Let the form be as large as its file may be."""
    room_for_a_file(parcels.LARGEST + _ROOM)


@bp.post("/bring-in")
def bring_in() -> ResponseReturnValue:
    """Bring in the workshop of a file, once whatever is sent twice, and say what is not as it was."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return refuse(_("Please choose a file."), 422)
    with closing(file):
        content: bytes = file.read(parcels.LARGEST + 1)
    g.sent = sha256(content).hexdigest()
    owner = visitor().facilitator_id
    try:
        parcel = parcels.unpack(content)
        made = once(partial(_arrive, parcel, owner))
    except ExportRefused as refusal:
        return refuse(_("This workshop is not brought in: %(why)s.", why=refusal), 422)
    notes = [*made["notes"], *parcels.shelve(parcel, made["code"])]
    return render_template("workshops/brought_in.html", arrival=made | {"notes": notes})


def _arrive(parcel: Parcel, owner: str | None, session: Session) -> dict[str, Any]:
    house().share.check_workshop(session, owner)
    return vars(imports.bring_in(session, parcel.export, owner))
