"""What a hosted server says of itself: a line for each request and figures for Prometheus, nothing about people."""

import hmac
import logging
import re
from ipaddress import ip_address
from secrets import token_hex
from time import monotonic
from typing import Any

from flask import Blueprint, Flask, Response, abort, g, request
from flask.typing import ResponseReturnValue

from toolkit.web.house import house
from toolkit.web.laptop import FORWARDED

bp = Blueprint("request_log", __name__)
log = logging.getLogger("musette.requests")
_REQUEST_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


def record(app: Flask) -> None:
    """Record every request."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    header = request.headers.get("X-Request-ID", "")
    g.request_id, g.began = header if _REQUEST_ID.fullmatch(header) else token_hex(8), monotonic()


def _end(response: Response) -> Response:
    """Log the route, never the address: that holds codes, and what people were looking for."""
    route = request.url_rule.rule if request.url_rule else "none"
    took = monotonic() - g.began
    fields: dict[str, Any] = {"id": g.request_id, "method": request.method, "route": route}
    fields |= {"status": response.status_code, "ms": round(took * 1000, 1)}
    log.info("request", extra={"fields": fields})
    if meters := house().meters:
        meters.requests.labels(route, request.method, response.status_code).inc()
        meters.seconds.labels(route).observe(took)
    response.headers["X-Request-ID"] = g.request_id
    return response


@bp.get("/metrics")
def metrics() -> ResponseReturnValue:
    """Give the figures to whoever asks from this machine itself, or knows the token."""
    meters = house().meters
    if meters is None or not _may_look():
        abort(404)
    relay, hub = house().relay, house().hub
    now = {"streams": hub.streams(), "database_connections": house().database.connections()}
    text = meters.text(**now, redis_connected=bool(relay and relay.connected))
    return Response(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_look() -> bool:
    token = house().settings.metrics_token
    key = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and hmac.compare_digest(key.encode(), token.encode()):
        return True
    here = ip_address(request.remote_addr or "0.0.0.0").is_loopback  # noqa: S104 - nobody's
    return here and not any(header in request.headers for header in FORWARDED)
