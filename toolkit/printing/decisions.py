"""A print that is made without being looked at first: the same checks decide on it."""

from collections.abc import Sequence

from toolkit.decks.models import Deck
from toolkit.printing.orders import Order
from toolkit.printing.pool import RenderRefused, pool
from toolkit.printing.preflight import Check, passes
from toolkit.printing.previews import Preview
from toolkit.printing.turns import turn


class PrintStopped(RenderRefused):
    """A print that some checks stop; its sentence is that of the gravest one."""

    def __init__(self, checks: Sequence[Check]) -> None:
        failed = sorted((check for check in checks if not check.passes), key=lambda check: not check.stops)
        super().__init__(failed[0].said)
        self.overrulable = not failed[0].stops


def checked(deck: Deck, order: Order) -> Preview:
    """Draw and check a print, without pictures of it.

    Raises RenderRefused, RenderStopped, PangoMissing or TooManyPrints.
    """
    preview = Preview(deck, order)
    with turn():
        pool().prepare()
        preview.draw(pictures=False)
    return preview


def decided(preview: Preview, *, anyway: bool = False) -> bytes:
    """Return the PDF of a print that passes, or raise PrintStopped; `anyway`, what can be overruled is."""
    checks = preview.checks()
    if not passes(checks, anyway=anyway):
        raise PrintStopped(checks)
    return preview.pdf
