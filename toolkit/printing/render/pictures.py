"""Pages of a PDF as pictures, with what they take of each ink. Runs in the rendering process."""

from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageStat

_POINTS = 72
INKS = ("cyan", "magenta", "yellow", "black")


def draw(pdf: bytes, number: int, dpi: int) -> tuple[dict[str, Any], bytes]:
    """Draw page `number` as PNG; say its size and its share of each ink, from 0 to 1."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[number].render(scale=dpi / _POINTS).to_pil().convert("RGB")
    finally:
        document.close()
    output = BytesIO()
    picture.quantize(64).save(output, "png")
    return {"inks": inks(picture), "size": picture.size}, output.getvalue()


def inks(picture: Image.Image) -> list[float]:
    """Say what share of the paper cyan, magenta, yellow and black cover, grey being printed in black alone."""
    cyan, magenta, yellow = (ImageChops.invert(band) for band in picture.split())
    black = ImageChops.darker(ImageChops.darker(cyan, magenta), yellow)
    bands = [*(ImageChops.subtract(band, black) for band in (cyan, magenta, yellow)), black]
    return [round(ImageStat.Stat(band).mean[0] / 255, 5) for band in bands]
