"""Our own files for the browser: kept for ever under an address that changes with them, and sent compressed."""

import gzip
from functools import cache
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.security import safe_join

from toolkit.paths import STATIC
from toolkit.templating import STATIC_URL

_COMPRESSIBLE = {".css", ".js", ".svg"}
_FOR_EVER = 31536000  # seconds: a year


def add_static(app: Flask) -> None:
    """Serve static/ under its versioned address."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _FOR_EVER
    app.static_folder = str(STATIC)
    app.static_url_path = STATIC_URL
    app.add_url_rule(f"{STATIC_URL}/<path:filename>", endpoint="static", view_func=app.send_static_file)
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    """Send text files compressed, each packed once and as small as it gets."""
    name = (request.view_args or {}).get("filename", "") if request.endpoint == "static" else ""
    path = safe_join(str(STATIC), name) if Path(name).suffix in _COMPRESSIBLE else None
    if path and response.status_code == 200 and request.accept_encodings.quality("gzip"):  # noqa: PLR2004 - OK
        response.close()  # the file itself is not read
        response.direct_passthrough = False
        response.set_data(_compressed(path))
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
    return response


@cache
def _compressed(path: str) -> bytes:
    return gzip.compress(Path(path).read_bytes(), 9, mtime=0)
