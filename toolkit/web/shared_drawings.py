"""The newest drawings of what many see alike, without what is in them for one person only."""

import re
from collections import OrderedDict
from collections.abc import Hashable
from secrets import token_hex
from threading import Lock

from flask_wtf.csrf import generate_csrf

MOST = 200  # drawings, of some ten kilobytes each
_KEY = re.compile(r'(?<=name="key" value=")[0-9a-f]{32}(?=")')


class Commons:
    """The newest drawings, each in pieces between which its forms have their keys."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._drawings: OrderedDict[Hashable, list[list[str]]] = OrderedDict()

    def find(self, name: Hashable) -> str | None:
        """Return a drawing with tokens and keys for the person asking, if there is one."""
        with self._lock:
            drawing = self._drawings.get(name)
        return generate_csrf().join(map(_with_keys, drawing)) if drawing else None

    def keep(self, name: Hashable, page: str) -> None:
        """Keep a page for others, without its tokens and keys."""
        pieces = [_KEY.split(piece) for piece in page.split(generate_csrf())]
        with self._lock:
            self._drawings[name] = pieces
            while len(self._drawings) > MOST:
                self._drawings.popitem(last=False)


def _with_keys(pieces: list[str]) -> str:
    first, *others = pieces
    return first + "".join(token_hex(16) + piece for piece in others)
