"""What came too late to be taken by itself: the facilitator takes it in, or lets it go."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from toolkit.activities import late
from toolkit.web.activities import run
from toolkit.web.changes import change
from toolkit.web.fragments import fragment_or_redirect
from toolkit.web.house import read_again

bp = Blueprint("offers", __name__, url_prefix="/run/<code>/offers/<int:offer>")


@bp.post("/take-in")
def take_in(offer: int) -> ResponseReturnValue:
    """Put a late text where it was meant for."""
    change(lambda here: late.take_in(here.session, here.workshop, offer), everyone=True)
    return _desk()


@bp.post("/let-go")
def let_go(offer: int) -> ResponseReturnValue:
    """Decide against a late text."""
    change(lambda here: late.let_go(here.session, here.workshop, offer), everyone=True)
    return _desk()


def _desk() -> ResponseReturnValue:
    read_again()
    return fragment_or_redirect("run/_now.html", page=url_for("run.page"), context=run.context)
