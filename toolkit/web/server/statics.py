"""Our own files for the browser: kept for ever under an address that changes with them, and sent compressed."""

import gzip
import re
from functools import cache
from pathlib import Path

from flask import Flask, Response, make_response, request, send_from_directory
from werkzeug.security import safe_join

from toolkit.paths import STATIC
from toolkit.templating import KINDS, STATIC_URL, kinds_css

_COMPRESSIBLE = {".css", ".js", ".svg"}
_FOR_EVER = 31536000  # seconds: a year
_OF_A_KIND = re.compile(r"kinds/(\w+/kind\.js)")
_OF_ALL_KINDS = "css/kinds.css"
_SAID_ELSEWHERE = ("Content-Disposition", "Date", "Expires", "Last-Modified")  # by the name, the server, the rest


def add_static(app: Flask) -> None:
    """Serve static/, and the files of the kinds, under one versioned address."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _FOR_EVER
    app.static_folder = str(STATIC)
    app.static_url_path = STATIC_URL
    app.add_url_rule(f"{STATIC_URL}/<path:filename>", endpoint="static", view_func=_send)
    app.add_url_rule("/static/<other>/<path:filename>", endpoint="static", view_func=_send)
    app.after_request(_compress)
    app.after_request(_shorten)


def _send(filename: str, other: str = "") -> Response:
    """Send a file; while two versions run beside each other, a page of the `other` gets ours, which nobody keeps."""
    if other:
        response = _send(filename)
        response.headers["Cache-Control"] = "no-store"
        return response
    if filename == _OF_ALL_KINDS:
        response = make_response(kinds_css())
        response.mimetype, response.cache_control.max_age = "text/css", _FOR_EVER
        return response
    if script := _OF_A_KIND.fullmatch(filename):
        return send_from_directory(KINDS, script[1])
    return send_from_directory(STATIC, filename)


def _compress(response: Response) -> Response:
    """Send text files compressed, each packed once and as small as it gets."""
    name = (request.view_args or {}).get("filename", "") if request.endpoint == "static" else ""
    path = safe_join(str(STATIC), name) if Path(name).suffix in _COMPRESSIBLE else None
    if path and response.status_code == 200 and request.accept_encodings.quality("gzip"):  # noqa: PLR2004 - OK
        response.direct_passthrough = False
        content = _compressed(path, None if Path(path).is_file() else response.get_data())
        response.close()  # the file itself is not read
        response.set_data(content)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
    return response


def _shorten(response: Response) -> Response:
    """Leave out of the head of a file what says nothing new: a phone fetches sixty of them."""
    for name in _SAID_ELSEWHERE if request.endpoint == "static" else ():
        response.headers.pop(name, None)
    return response


@cache
def _compressed(path: str, content: bytes | None) -> bytes:
    return gzip.compress(Path(path).read_bytes() if content is None else content, 9, mtime=0)
