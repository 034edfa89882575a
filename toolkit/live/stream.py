r"""Server-sent events: the bytes on the wire.

Lines end with "\n" only: the browser library splits what it has received so far, and a "\r\n" cut between
two packets would read as an empty line, which ends the event.
"""

import re

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"x-accel-buffering", b"no"),
]

_LINE_END = re.compile("\r\n|\r|\n")


def frame(content: str, version: int) -> bytes:
    """Write a state, to be swapped into the page."""
    lines = "".join(f"data: {line}\n" for line in _LINE_END.split(content))
    return f"id: {version}\n{lines}\n".encode("utf-8", "replace")


def beat(version: int) -> bytes:
    """Write a sign of life; it names the newest state, so that whoever has missed that one notices."""
    return event("beat", about=str(version) if version else "")


def event(name: str, retry: int | None = None, about: str = "") -> bytes:
    """Write a named event, which the page hears but does not show.

    `retry` is in milliseconds. It is in the same block as the event because the browser library ignores it alone.
    """
    delay = "" if retry is None else f"retry: {retry}\n"
    return f"event: {name}\n{delay}data: {about}\n\n".encode()


HELLO = event("hello", retry=500)
SUPERSEDED = event("superseded")
ENDED = event("ended")
