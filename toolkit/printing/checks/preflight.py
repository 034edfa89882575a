"""May this be printed? Decided by arithmetic on what the layout knows; what our templates do is proved in the tests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.decks import check, images
from toolkit.decks.check import Problem
from toolkit.decks.models import Deck
from toolkit.decks.refusals import in_short
from toolkit.language import decimal
from toolkit.language import gettext as _
from toolkit.printing.checks.findings import Findings, Layout, Picture

SMALLEST_BODY = 9.0
LOWEST_DPI = 150
MOST_CUT = 0.5
# What is on paper all the same, only not as fine as it could be.
_MAY_BE_OVERRULED = {"deck", "images", "letters"}


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: what is wrong with it, and what is said of it where nothing stops the print."""

    code: str
    sentence: str
    problems: tuple[Problem, ...] = ()

    @property
    def passes(self) -> bool:
        """Tell whether none of it stops the print."""
        return not any(problem.blocks for problem in self.problems)

    @property
    def stops(self) -> bool:
        """Tell whether nobody may print it all the same."""
        return not self.passes and self.code not in _MAY_BE_OVERRULED

    @property
    def sentences(self) -> list[str]:
        """Say what stops the print, or that nothing does and what is to know."""
        wrong = [problem.sentence for problem in self.problems if problem.blocks == (not self.passes)]
        return in_short([self.sentence, *wrong] if self.passes else wrong)


def judge(deck: Deck, findings: Findings, layout: Layout) -> list[Check]:
    """Decide on a deck, and on its cards as they are laid out."""
    return [
        _deck(deck),
        _fit(findings, layout),
        _letters(findings, layout),
        _images(findings.pictures),
        _type(findings, layout),
    ]


def passes(checks: Iterable[Check], *, anyway: bool = False) -> bool:
    """Tell whether this may be printed; `anyway`, what can be overruled is."""
    return all(one.passes or (anyway and not one.stops) for one in checks)


def _deck(deck: Deck) -> Check:
    """Look at what the deck itself says; words that were counted give way to what was measured."""
    problems = [one for one in check.problems(deck, images.known(deck)) if not one.counted]
    return Check("deck", _("The deck is complete."), tuple(problems))


def _fit(findings: Findings, layout: Layout) -> Check:
    width, height = (f"{length:g}" for length in layout.card)
    why = _("%(face)s, %(excess)s mm too long for a card of %(width)s × %(height)s mm")
    problems = [
        _sized(layout.where(over.card), why % {**over.words, "width": width, "height": height})
        for over in findings.overflows
    ]
    return Check("fit", _("Every text fits its card."), tuple(problems))


def _letters(findings: Findings, layout: Layout) -> Check:
    problems = [_sized(layout.where(one.card), one.why) for one in findings.lacking]
    return Check("letters", _("A font has every character."), tuple(problems))


def _images(pictures: Sequence[Picture]) -> Check:
    """Judge every picture, and name those of which less than half is seen."""
    if not pictures:
        return Check("images", _("There is no photograph: everything is drawn with lines."))
    sentence = _("Every picture has %(dpi)s dots to the inch or more.", dpi=pictures[0].dpi)
    cut = ", ".join(dict.fromkeys(one.card for one in pictures if one.cut > MOST_CUT))
    more = _("Less than half of the picture is seen on: %(cards)s.", cards=cut) if cut else ""
    why = _("its picture of %(size)s pixels has only %(dpi)s dots to the inch as printed; %(least)s are needed")
    coarse = [
        _sized(
            f"{one.card} image",
            why % {"size": f"{one.width} × {one.height}", "dpi": one.dpi, "least": LOWEST_DPI},
        )
        for one in pictures
        if one.dpi < LOWEST_DPI
    ]
    return Check("images", f"{sentence} {more}".rstrip(), tuple(coarse))


def _type(findings: Findings, layout: Layout) -> Check:
    sizes = {card: layout.points(step) for card, step in findings.steps.items()}
    least = decimal(min(sizes.values(), default=layout.points(0)))
    why = _("its text is set in %(body)s points; 9 are needed")
    small = [
        _sized(layout.where(card), why % {"body": decimal(body)})
        for card, body in sizes.items()
        if body < SMALLEST_BODY
    ]
    return Check("type", _("Texts are set in %(body)s points or more.", body=least), tuple(small))


def _sized(where: str, what: str) -> Problem:
    return Problem(where, what, sized=True)
