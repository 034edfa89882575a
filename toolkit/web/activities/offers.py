"""What came too late to be taken by itself: the facilitator takes it in, or lets it go."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from toolkit.activities import late
from toolkit.web.activities import desk
from toolkit.web.changes import change

bp = Blueprint("offers", __name__, url_prefix="/run/<code>/offers/<int:offer>")


@bp.post("/take-in")
def take_in(offer: int) -> ResponseReturnValue:
    """Put a late text where it was meant for."""
    change(lambda here: late.take_in(here.session, here.workshop, offer), everyone=True)
    return desk.answer()


@bp.post("/let-go")
def let_go(offer: int) -> ResponseReturnValue:
    """Decide against a late text."""
    change(lambda here: late.let_go(here.session, here.workshop, offer), everyone=True)
    return desk.answer()
