"""A PDF as an answer, or the sentence that says why there is none."""

from collections.abc import Callable

from flask import Response, make_response
from flask.typing import ResponseReturnValue

from toolkit.language import gettext as _
from toolkit.printing.decks import PrintStopped
from toolkit.printing.render.pango import PangoMissing
from toolkit.printing.render.pool import RenderRefused, RenderStopped
from toolkit.web.errors import refuse


def printed(make: Callable[[], bytes], name: str) -> ResponseReturnValue:
    """Answer with the PDF that `make` makes, or refuse."""
    try:
        return as_pdf(make(), name)
    except PangoMissing as missing:
        return refuse(
            _("PDF needs one more library on this computer. To install it: %(command)s", command=missing.command), 503
        )
    except PrintStopped as stopped:
        more = _("“Preview before printing” lets you print it all the same.") if stopped.overrulable else ""
        return refuse(f"{stopped} {more}".rstrip(), 422)
    except (RenderRefused, RenderStopped) as refusal:
        return refuse(str(refusal), 422)


def as_pdf(pdf: bytes, name: str) -> Response:
    """Answer with a PDF that the browser shows, and saves under `name`."""
    response = make_response(pdf)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
