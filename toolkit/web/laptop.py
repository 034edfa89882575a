"""Being at the laptop that runs the server, and being its owner, which is more."""

from flask import request

from toolkit.web import owner
from toolkit.web.house import house

FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")


def is_owner() -> bool:
    """Say whether this browser, here on the laptop, was given the owner's cookie: others on it have none."""
    settings = house().settings
    return at_the_laptop() and owner.holds(settings.secret, request.cookies.get(owner.cookie_name(settings.port)))


def at_the_laptop() -> bool:
    """Say whether the request comes from this very machine, under its own name, and through nobody who says so."""
    name = request.host.rsplit(":", 1)[0]
    local = request.remote_addr in {"127.0.0.1", "::1"} and name in {"localhost", "127.0.0.1", "[::1]"}
    return local and not house().settings.hosted and not any(header in request.headers for header in FORWARDED)
