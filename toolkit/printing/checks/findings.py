"""What the layout of cards told of them: texts that run over, characters that no font has, pictures, sizes of type."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.decks.models import Deck
from toolkit.printing.faces import fit, letters
from toolkit.printing.faces.fit import Overflow
from toolkit.printing.faces.frames import Frame
from toolkit.printing.faces.letters import Lacking
from toolkit.printing.order.versions import Wording
from toolkit.printing.render.rendering import Rendered

_INCH = 25.4


@dataclass(frozen=True, order=True)
class Picture:
    """A picture as printed: its dots to the inch, the share of it that is cut off, its size in pixels, its card."""

    dpi: int
    cut: float
    width: int
    height: int
    card: str


@dataclass(frozen=True)
class Layout:
    """What cards were laid out for: a language, an audience, and a frame that is printed so many times as large."""

    language: str
    variant: str | None
    frame: Frame
    scale: float = 1

    @property
    def card(self) -> tuple[float, float]:
        """The size of a card in mm."""
        return self.frame.card

    def where(self, card: str) -> str:
        """Name a card as it is worded here."""
        return f"{card} [{self.variant + '.' if self.variant else ''}{self.language}]"

    def points(self, step: int) -> float:
        """Return the size in points of a text at a step."""
        return fit.points(step, self.frame.unit * self.scale)


@dataclass(frozen=True)
class Findings:
    """What was found; `steps` says of each card how far its type was made smaller."""

    overflows: tuple[Overflow, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    pictures: tuple[Picture, ...] = ()
    steps: Mapping[str, int] = field(default_factory=dict)


def gather(deck: Deck, drawn: Iterable[tuple[str, Rendered]], wording: Wording, scale: float = 1) -> Findings:
    """Gather what the layout of faces told, each given with the code of its card."""
    faces = list(drawn)
    steps: dict[str, int] = {}
    for card, face in faces:
        steps[card] = max(face.step, steps.get(card, 0))
    return Findings(
        tuple(dict.fromkeys(over for _card, face in faces for over in face.overflows)),
        tuple(
            dict.fromkeys(
                one for card, face in faces if face.missing for one in letters.on(deck, card, face.missing, wording)
            )
        ),
        tuple(sorted({picture(card, *face.picture, scale) for card, face in faces if face.picture})),
        steps,
    )


def picture(card: str, frame: Sequence[float], pixels: tuple[int, int], scale: float) -> Picture:
    """Work out how a picture fills its frame of so many mm, enlarged by `scale`: wholly, cut where it is too long."""
    dots = min(count / length for count, length in zip(pixels, frame, strict=True))
    shown = dots**2 * frame[0] * frame[1] / (pixels[0] * pixels[1])
    return Picture(round(dots * _INCH / scale), 1 - shown, *pixels, card)
