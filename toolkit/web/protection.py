"""What keeps other pages, other hosts and what people type from doing harm: one place."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request
from flask_wtf.csrf import CSRFProtect

from toolkit.live.asgi import Wsgi
from toolkit.web.access import visitor
from toolkit.web.house import house
from toolkit.web.roles import LEADING

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_FOR_EVER = "public, max-age=31536000, immutable"
# Browsers read a backslash as a slash, and leave out tabs and line ends: none of them, and one slash only.
_ON_THIS_SERVER = re.compile(r"/(?!/)[^\x00-\x20\\]*")
LARGEST_FORM = 2_000_000  # bytes
LARGEST_OF_A_PHONE = 300_000  # bytes: three times the longest text of a sheet, each of its characters a family
LARGEST_OF_A_STRANGER = 20_000  # bytes: a name, a code or a passphrase
MOST_FIELDS = 5000  # a deck of twenty sheets, each column of which is chosen by hand
MOST_OF_A_STRANGER = 20  # fields
ASKED = "musette.asked"  # in the environment of a question: how much could be sent here?
_csrf = CSRFProtect()


def check_source(app: Flask) -> None:
    """Check the name and the origin of every request, and send the same headers with every answer."""
    app.before_request(_check_host)
    app.before_request(_check_origin)
    app.after_request(_add_headers)


def check_form(app: Flask) -> None:
    """Check the token in every form; whoever sends it is known by now, and how much they may have us read."""
    app.before_request(_bound_form)
    _csrf.init_app(app)


def asking(app: Flask) -> Wsgi:
    """Return what is asked, before a long body is read, how much of it the sender may send."""
    return lambda environ, start: app({**environ, ASKED: True}, start)


def room_for_a_file(most: int) -> None:
    """Let this request carry a file and a form of `most` bytes."""
    g.room_for_a_file = most


def _check_host() -> None:
    """Answer only to our own names: a page that points its own name at this laptop gets nothing."""
    name = urlsplit(f"//{request.host}").hostname or ""
    if not (_is_address(name) or name in _our_names()):
        abort(421)


def _our_names() -> set[str]:
    settings = house().settings
    public = urlsplit(settings.public_url).hostname
    return {"localhost", *settings.hosts, *([public] if public else [])}


def _is_address(name: str) -> bool:
    """Say whether the name is a plain IP address: nobody can make one point somewhere else."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _check_origin() -> None:
    """Refuse a change asked by another site. Plain-http LAN pages send no Sec-Fetch headers, but always an Origin."""
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    if request.headers.get("Origin") != request.host_url.rstrip("/"):
        abort(403)


def _bound_form() -> Response | None:
    """Refuse a form that is too large, or has too many fields, before anything of it is looked at."""
    most, fields = _bounds()
    if request.mimetype == "multipart/form-data":
        most = max(most, g.get("room_for_a_file", 0))
    if ASKED in request.environ:
        return Response(status=204, headers={"X-Room": f"{most} {_name()}"})
    request.max_content_length, request.max_form_parts = most, fields
    if request.mimetype == "application/x-www-form-urlencoded" and request.get_data().count(b"&") >= fields:
        abort(413)
    return None


def _bounds() -> tuple[int, int]:
    """Return how many bytes and how many fields a form of this visitor may have."""
    asking = visitor()
    if asking.roles & LEADING:
        return LARGEST_FORM, MOST_FIELDS
    return (LARGEST_OF_A_PHONE, MOST_FIELDS) if asking.token else (LARGEST_OF_A_STRANGER, MOST_OF_A_STRANGER)


def _name() -> str:
    """Return in whose name something long is sent."""
    asking = visitor()
    return asking.holder if asking.token or asking.facilitator else request.remote_addr or ""


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    ours = request.endpoint == "static" and "other" not in (request.view_args or {})
    if ours and response.status_code < 400:  # noqa: PLR2004 - HTTP
        response.headers["Cache-Control"] = _FOR_EVER
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def on_this_server(address: str) -> str:
    """Return an address that a form asks to go back to, or nothing if it leads to another server."""
    return address if _ON_THIS_SERVER.fullmatch(address) else ""
