"""Get ready: how phones get here, whether one has, and what to do when they do not."""

import socket
from contextlib import closing

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.decks import revisions
from toolkit.decks.refusals import in_short
from toolkit.printing.checks.verdicts import blocking_problems
from toolkit.printing.render.pango import PangoMissing
from toolkit.printing.render.pool import RenderRefused, RenderStopped
from toolkit.printing.render.queue import turn
from toolkit.web.house import house, reading
from toolkit.workshops import wifi
from toolkit.workshops.addresses import base_url, lan
from toolkit.workshops.models import Workshop

PATIENCE = 0.5  # seconds
BROWSERS = 6  # as many as a first table


def room_test(chosen: str, online: int) -> dict[str, object]:
    """Return what can be found out from here about the way of the phones."""
    settings = house().settings
    address = base_url(settings.public_url, settings.port, chosen)
    return {
        "address": address,
        "addresses": lan(),
        "public": settings.public_url,
        "port": settings.port,
        "answers": bool(settings.public_url) or _answers(address, settings.port),
        "online": online,
        "browsers": BROWSERS,
        "wifi": None if settings.hosted else wifi.read(settings.data),
        "hosted": settings.hosted,
    }


def cards_test(workshop: Workshop) -> list[str]:
    """Say what keeps the cards of a workshop from being printed, as their print would."""
    deck = revisions.load(reading(), workshop.deck_revision_id)
    try:
        with turn():
            return in_short([problem.sentence for problem in blocking_problems(deck)])
    except (PangoMissing, RenderRefused, RenderStopped) as refusal:
        return [str(refusal)]


def _answers(address: str, port: int) -> bool:
    """Say whether this machine can be reached at the address that phones use; what lies between is theirs to show."""
    host = address.removeprefix("http://").rpartition(":")[0]
    try:
        with closing(socket.create_connection((host, port), timeout=PATIENCE)):
            return True
    except OSError:
        return False


def keep_wifi() -> ResponseReturnValue:
    """Keep the network of the room on this machine, to be shown as a code."""
    if not house().settings.hosted:
        name = "" if request.form.get("forget") else request.form.get("network", "")
        wifi.keep(house().settings.data, name, request.form.get("passphrase", ""))
    return redirect(url_for("run.preflight"), 303)
