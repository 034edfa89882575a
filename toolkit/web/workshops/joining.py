"""Joining: a first name if one wishes, a table, and the browser is remembered."""

from collections.abc import Callable

from flask import Blueprint, abort, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from toolkit.activities import agenda
from toolkit.language import current
from toolkit.language import gettext as _
from toolkit.text import TextRefused
from toolkit.web.access import current_workshop, keep_token, visitor
from toolkit.web.changes import receipt_key
from toolkit.web.house import house, reading
from toolkit.workshops import joining, participants, services
from toolkit.workshops.models import Receipt, Workshop
from toolkit.workshops.shares import ShareUsed

bp = Blueprint("joining", __name__)
MOST_SHOWN = 20  # characters of a wrong code
NOBODY_YET = "joining"  # who holds a receipt before they hold a token


@bp.get("/j/<code>")
def form() -> ResponseReturnValue:
    """Ask for a name and a table; somebody who has joined already goes to the workshop, or to another table."""
    workshop, person = visitor().workshop, visitor().participant
    if workshop is None:
        return redirect(url_for("home.index", code=g.code[:MOST_SHOWN]), 303)
    if person is None:
        return _page(workshop)
    scanned = next((table for table in workshop.tables if str(table.number) == request.args.get("table")), None)
    if scanned and scanned is not person.table:
        return render_template("workshops/move.html", workshop=workshop, table=scanned, own=person.table)
    return redirect(url_for("phone.page"), 303)


@bp.post("/j/<code>")
def join() -> ResponseReturnValue:
    """Let the person in, once whatever is sent twice, and remember their browser."""
    workshop, person = current_workshop(), visitor().participant
    page = redirect(url_for("phone.page"), 303)
    if person:
        return page
    try:
        token = house().database.write(_joining(workshop.id), workshop.id)
    except (TextRefused, joining.JoiningClosed, ShareUsed) as refusal:
        return _page(workshop, str(refusal)), 422
    house().hub.changed(workshop.code)
    return keep_token(make_response(page), "w", workshop.code, token)


def _joining(workshop_id: int) -> Callable[[Session], str]:
    name, language = request.form.get("name", ""), current()
    table, key, most = request.form.get("table", type=int), receipt_key(), house().settings.people
    share = house().share
    remote = request.args.get("remote") == "yes"  # by the link that they were sent

    def work(session: Session) -> str:
        workshop = session.get(Workshop, workshop_id) or abort(410)
        done = session.get(Receipt, (NOBODY_YET, key)) if key else None
        person = participants.whoever(session, done.result["person"]) if done else None
        if person:  # the answer that held their token was lost: here is another
            return services.grant(session, workshop, "participant", person)
        share.check_person(session, workshop)
        person, token = joining.join(session, workshop, name=name, table=table, language=language, most=most)
        participants.note(person, "remote", on=remote)
        if key:
            session.merge(Receipt(holder=NOBODY_YET, key=key, result={"person": person.id}))
        return token

    return work


def _page(workshop: Workshop, error: str = "") -> str:
    seats = {table.id: 0 for table in workshop.tables}
    for person in workshop.participants:
        if person.present and person.table_id:
            seats[person.table_id] += 1
    return render_template(
        "workshops/join.html",
        workshop=workshop,
        seats=seats,
        error=error if workshop.joining else _closed(workshop),
        name=request.form.get("name", ""),
        chosen=request.values.get("table", ""),
    )


def _closed(workshop: Workshop) -> str:
    """Say why nobody else can join: it has not started, or the door was closed."""
    first = agenda.steps(reading(), workshop)[0]
    if workshop.current_id == first.id and not (first.started_at or workshop.participants):
        return _("This workshop has not started yet. Its facilitator will open the door.")
    return _("Joining is closed for the moment. Please ask the facilitator.")
