"""Parts: what a form says of the ghosts that play it, as in `data-ghosts="one press early 10%"`."""

from dataclasses import dataclass

WHO = ("all", "each", "one")  # everybody; one for each form like it, in turn; one of a table
HOW = ("choose", "write", "press")  # a ballot; a text that a script sends; a button
# Between which parts of a step something is done; what says nothing waits for nobody.
MOMENTS = {"early": (0.05, 0.1), "late": (0.7, 0.75), "": (0.1, 0.6)}


@dataclass(frozen=True)
class Part:
    """Who plays a form, how, up to how many times, when, and how likely."""

    who: str = ""
    how: str = "press"
    times: int = 1
    moment: tuple[float, float] = MOMENTS[""]
    chance: float = 1.0


def part(written: str) -> Part:
    """Read what a form says; a form that says nothing is played by nobody."""
    words = written.split()
    return Part(
        who=next((word for word in words if word in WHO), ""),
        how=next((word for word in words if word in HOW), "press"),
        times=next((int(word) for word in words if word.isdigit()), 1),
        moment=MOMENTS[next((word for word in words if word in MOMENTS), "")],
        chance=next((int(word[:-1]) / 100 for word in words if word.endswith("%")), 1.0),
    )
