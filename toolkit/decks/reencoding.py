"""Images decoded and written anew, in the limited process: nothing remains of the file that came but its pixels."""

import struct
from io import BytesIO
from typing import Any

from PIL import Image, ImageFile, ImageOps

from toolkit.decks.folder import DeckUnreadable
from toolkit.language import gettext as _

PIXELS = 20_000_000
LARGEST = 8_000_000  # bytes, as it is given
KEPT = 2_000_000  # bytes, once it is written anew
_SIDES = (1_600, 1_100, 700)  # pixels: a card 140 mm high has 1,650 at 300 to the inch
_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
_SAID: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "optimize": True},
    "PNG": {"optimize": False, "compress_level": 6},
    "WEBP": {"quality": 88, "method": 2},
}
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, struct.error, RuntimeError)


def reencode(name: str, data: bytes) -> bytes:
    """Return the image that the extension of `name` announces, upright, without anything that is not seen.

    At most 1,600 pixels wide and high and 2 MB large. Raises DeckUnreadable for what is no image or is too large.
    """
    try:
        pixels = _decoded(data)
        made = (_written(pixels, _FORMATS[name.rpartition(".")[2]], side) for side in _SIDES)
        fitting = next((one for one in made if len(one) <= KEPT), None)
    except Image.DecompressionBombError as error:
        raise DeckUnreadable(_("it has more than %(most)s million pixels", most=PIXELS // 1_000_000)) from error
    except _DAMAGED as error:
        raise DeckUnreadable(_("it is no JPEG, PNG or WebP image, or it is damaged")) from error
    if fitting is None:
        raise DeckUnreadable(_("it is too rich in detail to be made smaller than %(most)s MB", most=KEPT // 1_000_000))
    return fitting


def _decoded(data: bytes) -> Image.Image:
    """Return the pixels, upright, with three colours and transparency if there is any."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # a renderer that shares the process would have it otherwise
    with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as opened:
        if opened.width * opened.height > PIXELS:
            raise Image.DecompressionBombError
        turned = opened.getexif().get(0x0112, 1)
        opened.draft("RGB", (_SIDES[0], _SIDES[0]))
        clear = "A" in opened.getbands() or "transparency" in opened.info
        mode = "RGBA" if clear else "RGB"
        made = opened.copy() if opened.mode == mode else opened.convert(mode)
    made.thumbnail((_SIDES[0], _SIDES[0]))
    made.info = {}
    made.getexif().clear()
    made.getexif()[0x0112] = turned
    return ImageOps.exif_transpose(made)


def _written(pixels: Image.Image, kind: str, side: int) -> bytes:
    small = pixels.copy()
    small.thumbnail((side, side))
    if kind == "JPEG" and small.mode == "RGBA":
        white = Image.new("RGB", small.size, "#FFFFFF")
        white.paste(small, mask=small.getchannel("A"))
        small = white
    small.info = {}
    small.getexif().clear()
    made = BytesIO()
    small.save(made, kind, **_SAID[kind])
    return made.getvalue()
