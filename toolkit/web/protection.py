"""What keeps other pages, other hosts and what people type from doing harm: one place."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from flask_wtf.csrf import CSRFProtect

from toolkit.web.house import house

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
_csrf = CSRFProtect()


def protect(app: Flask) -> None:
    """Check the name, the origin and the token of every request, and send the same headers with every answer."""
    app.before_request(_check_host)
    app.before_request(_check_origin)
    _csrf.init_app(app)
    app.after_request(_add_headers)


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


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static" and response.status_code < 400:  # noqa: PLR2004 - HTTP
        response.headers["Cache-Control"] = _FOR_EVER
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def on_this_server(address: str) -> str:
    """Return an address that a form asks to go back to, or nothing if it leads to another server."""
    return address if _ON_THIS_SERVER.fullmatch(address) else ""
