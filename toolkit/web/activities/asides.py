"""What comes up beside a step: people ask and park, the facilitator answers, parks and puts a twist to all."""

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.activities import asides
from toolkit.decks import revisions
from toolkit.web.activities import desk, phone
from toolkit.web.changes import Here, change
from toolkit.web.fragments import fragment_or_redirect
from toolkit.web.house import read_again

bp = Blueprint("asides", __name__)


@bp.post("/w/<code>/asides")
def say() -> ResponseReturnValue:
    """Note what somebody in the room does not understand, or wants to come back to; only the desk looks again."""
    change(_say)
    read_again()
    return fragment_or_redirect("phone/_now.html", page=url_for("phone.page", said="yes"), context=phone.context)


def _say(here: Here) -> None:
    asides.say(here.session, here.workshop, request.form.get("sort", ""), request.form.get("text", ""))
    (here.person.table or here.workshop).touch()


@bp.post("/run/<code>/asides")
def add() -> ResponseReturnValue:
    """Note a point for later or a word, or put a twist to the room."""
    change(_add, everyone=True)
    return desk.answer()


def _add(here: Here) -> None:
    form = request.form
    if form.get("sort") == asides.TWIST:
        deck = revisions.load(here.session, here.workshop.deck_revision_id)
        asides.twist(here.session, here.workshop, deck, form.get("card", ""), form.get("text", ""))
    else:
        asides.say(here.session, here.workshop, form.get("sort", ""), form.get("text", ""))


@bp.post("/run/<code>/asides/<int:aside>")
def settle(aside: int) -> ResponseReturnValue:
    """Answer one, or let it go."""
    do, text = request.form.get("do", ""), request.form.get("text", "")

    def work(here: Here) -> None:
        if do in {"drop", "keep"}:
            asides.drop(here.session, here.workshop, aside, on=do == "drop")
        else:
            asides.answer(here.session, here.workshop, aside, text)

    change(work, everyone=True)
    return desk.answer()
