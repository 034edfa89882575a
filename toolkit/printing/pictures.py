"""Pages of a PDF as pictures, with what they take of each ink. Runs in the rendering process."""

from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageStat

_POINTS = 72
_SCAN = 150
INKS = ("cyan", "magenta", "yellow", "black")


def draw(pdf: bytes, number: int, dpi: int, *, codes: bool) -> tuple[dict[str, Any], bytes]:
    """Draw page `number` as PNG; say its share of each ink and, if asked for, what its QR codes say.

    Codes are read from a scan of 150 dots to the inch, as a phone at arm's length has it. Shares go from 0 to 1.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        scan = _raster(document[number], max(dpi, _SCAN) if codes else dpi)
    finally:
        document.close()
    read = [found.text for found in zxingcpp.read_barcodes(scan)] if codes else []
    picture = scan.resize([round(side * dpi / _SCAN) for side in scan.size]) if codes and dpi < _SCAN else scan
    output = BytesIO()
    picture.quantize(64).save(output, "png")
    return {"inks": inks(picture), "codes": read, "size": picture.size}, output.getvalue()


def inks(picture: Image.Image) -> list[float]:
    """Say what share of the paper cyan, magenta, yellow and black cover, grey being printed in black alone."""
    cyan, magenta, yellow = (ImageChops.invert(band) for band in picture.split())
    black = ImageChops.darker(ImageChops.darker(cyan, magenta), yellow)
    bands = [*(ImageChops.subtract(band, black) for band in (cyan, magenta, yellow)), black]
    return [round(ImageStat.Stat(band).mean[0] / 255, 5) for band in bands]


def _raster(page: Any, dpi: int) -> Image.Image:
    drawn: Image.Image = page.render(scale=dpi / _POINTS).to_pil().convert("RGB")
    return drawn
