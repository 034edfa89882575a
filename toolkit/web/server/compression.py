"""Pages and data sent compressed, because five hundred phones share one Wi-Fi.

Compressed text tells its size, and whoever types into a page may try to learn from it what stands beside. The tokens in
our pages are signed anew each second, so that nothing learned of one is true of the next.
"""

import gzip

from flask import Flask, Response, request

_TEXT = {"text/html", "text/css", "text/csv", "text/markdown", "text/plain", "application/json", "image/svg+xml"}
_SMALLEST = 500  # bytes: a packet carries more
_LEVEL = 5  # the last third of the way to 9 takes twice as long, and saves a hundredth


def compress_pages(app: Flask) -> None:
    """Send every page that is worth it compressed, to browsers that take it so; a stream never is."""
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    if response.mimetype not in _TEXT or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") and len(response.get_data()) >= _SMALLEST:
        response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
