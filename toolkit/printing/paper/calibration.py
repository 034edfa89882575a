"""The sheet that tells how far a printer's backs are from its fronts, as the numbers to enter."""

from toolkit.language import gettext as _
from toolkit.language import use
from toolkit.printing.documents import print_document
from toolkit.printing.order import sizes
from toolkit.printing.sheet.imposition import Duplex, over_the_side
from toolkit.printing.sheet.sheets import Size
from toolkit.templating import environment

REACH = 10


def print_calibration(paper: str, duplex: Duplex, language: str, *, landscape: bool = False) -> bytes:
    """Return two pages to print on both sides of one sheet, and to hold against the light.

    `paper` is a name that `sizes` knows. The lines of the back cross the rulers of the front at the offset to enter.
    """
    size = sizes.paper(paper)
    size = size[::-1] if landscape else size
    right, down = directions(size, duplex)
    with use(language):
        title = _("Calibration sheet")
        page = (
            environment()
            .get_template("printing/calibration.html")
            .render(
                title=title,
                language=language,
                paper=f"{paper}-{'landscape' if landscape else 'portrait'}",
                width=size[0],
                height=size[1],
                right=right,
                down=down,
                reach=REACH,
                duplex=duplex,
            )
        )
    return print_document(page, title=title, language=language)


def directions(paper: Size, duplex: Duplex) -> tuple[int, int]:
    """Say which way the numbers of the rulers grow: rightwards, and downwards, each 1 or -1.

    A back that is too far to the right by 2 mm, seen through the sheet, must be read as -2: the offset that mends it.
    """
    return (1, -1) if over_the_side(paper, duplex) else (-1, 1)
