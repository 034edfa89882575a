"""Snapshots, seen from the desk: what causes one, and the line that says until when everything given is in one."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from toolkit.web.access import current_workshop
from toolkit.web.house import house

bp = Blueprint("snapshots", __name__, url_prefix="/run/<code>")


@bp.get("/snapshots")
def line() -> ResponseReturnValue:
    """Say until when everything given is in a snapshot."""
    return render_template("run/_snapshots.html", keeper=house().copies)


def keep() -> None:
    """Have a snapshot taken after a change of step."""
    if not current_workshop().rehearsal_of:
        house().keep(f"step-{current_workshop().code}")


def keep_after(switch: str, *, on: bool) -> None:
    """Have one taken when a step is closed, or shown, which closes a vote: none has the ballots of an open one."""
    if (switch == "open") != on:
        keep()
