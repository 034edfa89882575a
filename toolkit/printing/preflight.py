"""Would a printer, or a print shop, stumble over this? Each check decides; two may be overruled on purpose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.language import decimal, ngettext
from toolkit.language import gettext as _
from toolkit.printing.fit import Overflow
from toolkit.printing.letters import Lacking
from toolkit.printing.orders import Order
from toolkit.printing.sheets import Sheet
from toolkit.printing.stamp import SMALLEST_MODULE

SMALLEST_TYPE, SMALLEST_LARGE, SMALLEST_BODY = 6.0, 16.0, 9.0
LOWEST_DPI = 150
GREY = 0.2
_TOLERANCE = 0.05
_SPACES = {"gray", "rgb"}
_BLEED_WANTED = 3.0
# What is on paper all the same, only not as fine as it could be.
_MAY_BE_OVERRULED = {"colours", "images", "letters"}
_LISTED = 10  # characters
Box = tuple[float, ...]


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: whether it passes, and what was found."""

    code: str
    passes: bool
    said: str

    @property
    def stops(self) -> bool:
        """Tell whether nobody may print it all the same."""
        return not self.passes and self.code not in _MAY_BE_OVERRULED


@dataclass
class Evidence:
    """What is known of a print, gathered sheet after sheet.

    `findings` are those of `inspection.inspect`; `codes` what the QR codes should say and what was read, and `module`
    the width in mm of the smallest module.
    """

    overflows: list[Overflow] = field(default_factory=list)
    lacking: list[Lacking] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    module: float = 0.0

    def gathered(self, name: str) -> set[Any]:
        """Return everything of one sort that was found on any sheet."""
        return {_plain(one) for findings in self.findings for one in findings[name]}


def judge(order: Order, evidence: Evidence, body: float) -> list[Check]:
    """Decide on everything; `body` is the smallest size in points that the text of a card was set at."""
    sheet = order.laid()
    large = sheet.code.endswith("large-print")
    return [
        _fit(evidence.overflows),
        _letters(list(dict.fromkeys(evidence.lacking))),
        _colours(evidence, black=order.finish == "black"),
        _images(evidence.gathered("images")),
        _fonts(evidence),
        _boxes(evidence.gathered("boxes"), sheet),
        _type(evidence.gathered("type"), body, SMALLEST_LARGE if large else SMALLEST_TYPE),
        _codes(evidence),
    ]


def passes(checks: Iterable[Check], *, anyway: bool = False) -> bool:
    """Tell whether this may be printed; `anyway`, what can be overruled is."""
    return all(check.passes or (anyway and not check.stops) for check in checks)


def _fit(overflows: Sequence[Overflow]) -> Check:
    if not overflows:
        return Check("fit", passes=True, said=_("Every text fits its card."))
    listed = "; ".join(str(overflow) for overflow in overflows)
    return Check("fit", passes=False, said=_("These texts are too long for their cards: %(listed)s.", listed=listed))


def _letters(lacking: Sequence[Lacking]) -> Check:
    if not lacking:
        return Check("letters", passes=True, said=_("A font has every character."))
    listed = "; ".join(str(one) for one in lacking[:_LISTED]) + ("; …" if len(lacking) > _LISTED else "")
    return Check("letters", passes=False, said=f"{listed}.")


def _colours(evidence: Evidence, *, black: bool) -> Check:
    strange = sorted(evidence.gathered("spaces") - _SPACES)
    if strange:
        said = _("Some colours are in %(spaces)s: print everything in RGB.", spaces=", ".join(strange))
    elif any(findings["transparent"] for findings in evidence.findings):
        said = _("Something is transparent: a printer may flatten it wrongly.")
    elif black and max((findings["chroma"] for findings in evidence.findings), default=0) > GREY:
        said = _("Something is in colour, though black and white was asked for.")
    else:
        return Check("colours", passes=True, said=_("All colours are opaque, in RGB or grey."))
    return Check("colours", passes=False, said=said)


def _images(images: Iterable[tuple[int, int, int, str]]) -> Check:
    """Judge the coarsest picture; each is told with the card it is on."""
    found = sorted(images)
    if not found:
        return Check("images", passes=True, said=_("There is no photograph: everything is drawn with lines."))
    lowest, width, height, card = found[0]
    if lowest >= LOWEST_DPI:
        return Check("images", passes=True, said=_("Every picture has %(dpi)s dots to the inch or more.", dpi=lowest))
    size = f"{width} × {height}"
    said = _(
        "%(card)s: its picture of %(size)s pixels has only %(dpi)s dots to the inch as printed; %(least)s are needed.",
        card=card,
        size=size,
        dpi=lowest,
        least=LOWEST_DPI,
    )
    return Check("images", passes=False, said=said)


def _fonts(evidence: Evidence) -> Check:
    fonts = {name: embedded for findings in evidence.findings for name, embedded in findings["fonts"].items()}
    missing = sorted(name for name, embedded in fonts.items() if not embedded)
    if missing:
        said = _("These fonts are not in the file: %(fonts)s.", fonts=", ".join(missing))
        return Check("fonts", passes=False, said=said)
    return Check("fonts", passes=True, said=_("All fonts are in the file."))


def _boxes(boxes: Iterable[tuple[Box, Box, Box]], sheet: Sheet) -> Check:
    """Media, bleed and trim boxes lie within one another, from 0,0, and a print shop's page has its bleed."""
    for media, bleed, trim in boxes:
        if not trim or not _within(trim, bleed) or not _within(bleed, media) or media[:2] != (0, 0):
            return Check("boxes", passes=False, said=_("The boxes of a page (media, bleed, trim) do not fit together."))
        lacking = min(one - other for one, other in zip(trim[:2], bleed[:2], strict=True))
        if sheet.trimmed and lacking < _BLEED_WANTED - _TOLERANCE:
            return Check("boxes", passes=False, said=_("The page has less than 3 mm of bleed around its trim box."))
    return Check("boxes", passes=True, said=_("Every page has its media, bleed and trim boxes, as PDF/X asks."))


def _within(inner: Box, outer: Box) -> bool:
    """Tell whether a box lies within another, give or take a hair."""
    return (
        bool(outer)
        and all(one >= other - _TOLERANCE for one, other in zip(inner[:2], outer[:2], strict=True))
        and all(one <= other + _TOLERANCE for one, other in zip(inner[2:], outer[2:], strict=True))
    )


def _type(sizes: Iterable[float], body: float, least: float) -> Check:
    smallest = min(sizes, default=least)
    values = {"smallest": decimal(smallest), "least": decimal(least), "body": decimal(body)}
    if smallest < least - _TOLERANCE:
        said = _("A text is set in %(smallest)s points; %(least)s are needed.", **values)
        return Check("type", passes=False, said=said)
    if body < SMALLEST_BODY:
        return Check(
            "type", passes=False, said=_("The text of a card is set in %(body)s points; 9 are needed.", **values)
        )
    said = _("Texts are set in %(body)s points or more, licences in %(smallest)s.", **values)
    return Check("type", passes=True, said=said)


def _codes(evidence: Evidence) -> Check:
    if not evidence.expected:
        return Check("codes", passes=True, said=_("There is no QR code on these cards."))
    width = decimal(evidence.module)
    if evidence.module < SMALLEST_MODULE - 1e-6:
        said = _("The squares of a QR code are %(width)s mm wide; 0.4 are needed.", width=width)
        return Check("codes", passes=False, said=said)
    unread = sorted(set(evidence.expected) - set(evidence.read))
    if unread:
        said = _("These QR codes were not read from the printed page: %(codes)s.", codes=", ".join(unread[:5]))
        return Check("codes", passes=False, said=said)
    said = ngettext(
        "The QR code was read from the page; its squares are %(width)s mm wide.",
        "All %(num)s QR codes were read from the pages; their squares are %(width)s mm wide or more.",
        len(set(evidence.expected)),
        width=width,
    )
    return Check("codes", passes=True, said=said)


def _plain(value: Any) -> Any:
    """Turn the lists that JSON gives into something that can be in a set."""
    return tuple(_plain(one) for one in value) if isinstance(value, list | tuple) else value
