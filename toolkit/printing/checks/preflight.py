"""May this be printed? Decided by arithmetic on what the layout knows; what our templates do is proved in the tests."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from toolkit.language import decimal
from toolkit.language import gettext as _
from toolkit.printing.faces.fit import Overflow
from toolkit.printing.faces.letters import Lacking

SMALLEST_BODY = 9.0
LOWEST_DPI = 150
MOST_CUT = 0.5
_INCH = 25.4
# What is on paper all the same, only not as fine as it could be.
_MAY_BE_OVERRULED = {"images", "letters"}
_LISTED = 10  # characters


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: whether it passes, and what was found."""

    code: str
    passes: bool
    sentence: str

    @property
    def stops(self) -> bool:
        """Tell whether nobody may print it all the same."""
        return not self.passes and self.code not in _MAY_BE_OVERRULED


@dataclass(frozen=True, order=True)
class Picture:
    """A picture as printed: its dots to the inch, the share of it that is cut off, its size in pixels, its card."""

    dpi: int
    cut: float
    width: int
    height: int
    card: str


def picture(card: str, frame: Sequence[float], pixels: tuple[int, int], scale: float) -> Picture:
    """Work out how a picture fills its frame of so many mm, enlarged by `scale`: wholly, cut where it is too long."""
    dots = min(count / length for count, length in zip(pixels, frame, strict=True))
    shown = dots**2 * frame[0] * frame[1] / (pixels[0] * pixels[1])
    return Picture(round(dots * _INCH / scale), 1 - shown, *pixels, card)


def judge(
    overflows: Sequence[Overflow], lacking: Sequence[Lacking], pictures: Collection[Picture], body: float
) -> list[Check]:
    """Decide on everything; `body` is the smallest size in points that the text of a card is set at."""
    return [_fit(overflows), _letters(lacking), _images(sorted(pictures)), _type(body)]


def passes(checks: Iterable[Check], *, anyway: bool = False) -> bool:
    """Tell whether this may be printed; `anyway`, what can be overruled is."""
    return all(check.passes or (anyway and not check.stops) for check in checks)


def _fit(overflows: Sequence[Overflow]) -> Check:
    if not overflows:
        return Check("fit", passes=True, sentence=_("Every text fits its card."))
    listed = "; ".join(str(overflow) for overflow in overflows)
    return Check(
        "fit", passes=False, sentence=_("These texts are too long for their cards: %(listed)s.", listed=listed)
    )


def _letters(lacking: Sequence[Lacking]) -> Check:
    if not lacking:
        return Check("letters", passes=True, sentence=_("A font has every character."))
    listed = "; ".join(str(one) for one in lacking[:_LISTED]) + ("; …" if len(lacking) > _LISTED else "")
    return Check("letters", passes=False, sentence=f"{listed}.")


def _images(pictures: Sequence[Picture]) -> Check:
    """Judge the coarsest picture, and name those of which less than half is seen."""
    if not pictures:
        return Check("images", passes=True, sentence=_("There is no photograph: everything is drawn with lines."))
    coarsest = pictures[0]
    if coarsest.dpi < LOWEST_DPI:
        sentence = _(
            "%(card)s: its picture of %(size)s pixels has only %(dpi)s dots to the inch as printed; "
            "%(least)s are needed.",
            card=coarsest.card,
            size=f"{coarsest.width} × {coarsest.height}",
            dpi=coarsest.dpi,
            least=LOWEST_DPI,
        )
        return Check("images", passes=False, sentence=sentence)
    sentence = _("Every picture has %(dpi)s dots to the inch or more.", dpi=coarsest.dpi)
    cut = ", ".join(dict.fromkeys(one.card for one in pictures if one.cut > MOST_CUT))
    more = _("Less than half of the picture is seen on: %(cards)s.", cards=cut) if cut else ""
    return Check("images", passes=True, sentence=f"{sentence} {more}".rstrip())


def _type(body: float) -> Check:
    if body < SMALLEST_BODY:
        sentence = _("The text of a card is set in %(body)s points; 9 are needed.", body=decimal(body))
        return Check("type", passes=False, sentence=sentence)
    return Check("type", passes=True, sentence=_("Texts are set in %(body)s points or more.", body=decimal(body)))
