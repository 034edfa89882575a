"""The fonts that printed faces share: each made once for all the glyphs that the faces of a file want of it."""

import json
from collections.abc import Iterable
from typing import Any

from toolkit.printing.render.pool import pool
from toolkit.printing.render.store import digest, store

Wanted = dict[str, dict[str, Any]]
_GLYPHS = ("widths", "texts", "missing")


def together(faces: Iterable[Wanted]) -> Wanted:
    """Unite what faces want of their fonts; where two say something of one glyph, the first is believed."""
    united: Wanted = {}
    for face in faces:
        for name, glyphs in face.items():
            if name not in united:
                united[name] = {**glyphs, **{what: {} for what in _GLYPHS}}
            for what in _GLYPHS:
                united[name][what] = {**glyphs[what], **united[name][what]} if united[name][what] else glyphs[what]
    return united


def made(wanted: Wanted, edition: str) -> dict[str, bytes]:
    """Return a PDF for each font, made now unless this edition of the renderer made it before."""
    return dict(zip(wanted, pool().map(lambda name: _font(name, wanted[name], edition), wanted), strict=True))


def _font(name: str, wanted: dict[str, Any], edition: str) -> bytes:
    said = json.dumps(wanted, sort_keys=True)
    key = digest("font", edition, name, said)
    found = store.get(key)
    if found is None:
        found = pool().run({"font": name, "wanted": json.loads(said)})[1]
        store.put(key, found)
    return found
