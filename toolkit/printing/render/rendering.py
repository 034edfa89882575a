"""Faces laid out and drawn by the rendering processes, each once: a face that was drawn before is taken from the store.

The name under which a face is kept says all that decides on its looks: what it says, the size of the card, and the
edition of whatever draws it. So nothing kept is ever out of date.
"""

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from toolkit import wire
from toolkit.printing.faces.faces import Face
from toolkit.printing.faces.fit import Overflow
from toolkit.printing.faces.frames import Frame
from toolkit.printing.render.editions import edition
from toolkit.printing.render.fonts import Subsets
from toolkit.printing.render.pool import pool
from toolkit.printing.render.store import digest, store

GROUP = 27
_FEW = 6
Named = TypeVar("Named")


@dataclass(frozen=True)
class Rendered:
    """A face as PDF operators, with the place of its QR code in mm, if it has one.

    `fonts` are the glyphs it wants, `states` and `things` what else it refers to; `drawing.Drawn` explains them.
    `picture` has the frame of its picture in mm and its size in pixels. `step` says how far its type had to be made
    smaller: an index of `fit.STEPS`.
    """

    content: bytes = field(repr=False)
    fonts: Subsets = field(repr=False)
    states: dict[str, dict[str, float]]
    things: bytes = field(repr=False)
    qr: tuple[float, float, float, float] | None
    overflows: tuple[Overflow, ...]
    picture: tuple[Sequence[float], tuple[int, int]] | None = None
    step: int = 0

    @property
    def missing(self) -> list[str]:
        """The characters that no font has, which are boxes on paper."""
        return sorted({chr(int(point)) for font in self.fonts.values() for point in font["missing"]})


def render(language: str, faces: Sequence[Face], frame: Frame) -> list[Rendered]:
    """Draw faces, those of a kind in one size of type: that of its fullest card."""
    drawn = dict(zip(faces, _drawn(language, [(face, 0) for face in faces], frame), strict=True))
    steps: dict[tuple[str, str], int] = {}
    for face, one in drawn.items():
        steps[face.kind, face.side] = max(one.step, steps.get((face.kind, face.side), 0))
    sized = {face: steps[face.kind, face.side] for face in drawn}
    larger = [(face, step) for face, step in sized.items() if drawn[face].step < step]
    drawn |= zip(dict(larger), _drawn(language, larger, frame), strict=True)
    return [drawn[face] for face in faces]


def _drawn(language: str, sized: Sequence[tuple[Face, int]], frame: Frame) -> list[Rendered]:
    """Draw those that were not drawn before, each at its step or a smaller one, several groups at a time."""
    made_by = [edition(), language, json.dumps([*frame.card, frame.split])]
    names = [digest("face", *made_by, face.name, f"{step}") for face, step in sized]
    messages = {name: store.get(name) for name in names}
    missing = {name: one for name, one in zip(names, sized, strict=True) if messages[name] is None}
    for group in pool().map(lambda group: _group(language, group, frame), spread(list(missing.items()))):
        messages |= group
    return [_read(messages[name] or b"", face) for name, (face, _step) in zip(names, sized, strict=True)]


def spread(faces: Sequence[Named]) -> list[Sequence[Named]]:
    """Deal faces into groups of about one size, as many for each worker; fronts are lighter than backs.

    Those of a few cards are one group: to start a second process for them would take longer than to draw them.
    """
    if len(faces) <= _FEW:
        return [faces] if faces else []
    rounds = -(-len(faces) // (GROUP * pool().size))
    groups = min(rounds * pool().size, len(faces))
    return [faces[number::groups] for number in range(groups)]


def _group(language: str, group: Iterable[tuple[str, tuple[Face, int]]], frame: Frame) -> dict[str, bytes]:
    names, sized = zip(*group, strict=True)
    faces, steps = zip(*((face.html, step) for face, step in sized), strict=True)
    job = {"language": language, "card": frame.card, "split": frame.split, "faces": faces, "steps": steps}
    head, body = pool().run(job)
    answers = io.BytesIO(body)
    messages = {name: answers.read(length) for name, length in zip(names, head["lengths"], strict=True)}
    for name, answer in messages.items():
        store.put(name, answer)
    return messages


def _read(message: bytes, face: Face) -> Rendered:
    head, body = wire.receive(io.BytesIO(message))
    notes: dict[str, Any] = head["notes"]
    content = len(body) - head["things"]
    return Rendered(
        body[:content],
        head["fonts"],
        head["states"],
        body[content:],
        tuple(notes["places"]["qr"]) if "qr" in notes["places"] else None,
        tuple(Overflow(face.card, face.side, *over) for over in notes["over"].items()),
        notes["picture"] and (notes["picture"][0], tuple(notes["picture"][1])),
        notes["fit"],
    )
