"""The fonts that printed faces share: each made once for all the glyphs that the faces of a file want of it."""

import json
from collections.abc import Iterable
from typing import Any

from toolkit.printing.render.pool import pool
from toolkit.printing.render.store import digest, store

Subsets = dict[str, dict[str, Any]]
_GLYPHS = ("widths", "texts", "missing")


def together(faces: Iterable[Subsets]) -> Subsets:
    """Unite what faces want of their fonts; where two say something of one glyph, the first is believed."""
    united: Subsets = {}
    for face in faces:
        for name, glyphs in face.items():
            if name not in united:
                united[name] = {**glyphs, **{what: {} for what in _GLYPHS}}
            for what in _GLYPHS:
                united[name][what] = {**glyphs[what], **united[name][what]} if united[name][what] else glyphs[what]
    return united


def pdfs(subsets: Subsets, edition: str) -> dict[str, bytes]:
    """Return a PDF for each font, made now unless this edition of the renderer made it before."""
    return dict(zip(subsets, pool().map(lambda name: _font(name, subsets[name], edition), subsets), strict=True))


def _font(name: str, subset: dict[str, Any], edition: str) -> bytes:
    text = json.dumps(subset, sort_keys=True)
    key = digest("font", edition, name, text)
    pdf = store.get(key)
    if pdf is None:
        pdf = pool().run({"font": name, "subset": json.loads(text)})[1]
        store.put(key, pdf)
    return pdf
