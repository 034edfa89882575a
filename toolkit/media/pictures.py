"""Pictures decoded and written anew, in the limited process: nothing remains of the file that came but its pixels."""

import struct
from io import BytesIO
from pkgutil import resolve_name
from typing import Any

from PIL import Image, ImageFile, ImageOps

from toolkit.language import gettext as _
from toolkit.media import tones
from toolkit.media.readers import Answer, Files, Reader

PIXELS, PIXELS_OF_JPEG = 40_000_000, 89_000_000  # a JPEG is made smaller while it is read
LARGEST = 8_000_000  # bytes, as it is given
LARGEST_ANEW = 2_000_000  # bytes, once it is written anew
LARGE, SMALL = "large", "small"
READER = Reader(("-m", "toolkit.media.worker"), memory=512_000_000, cpu_seconds=10, seconds=30)
_SIDES = (1_600, 1_100, 700)  # pixels: a card 140 mm high has 1,650 at 300 to the inch
_SMALL_SIDE = 480
_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
_READ = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")
_QUALITY: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "optimize": True},
    "PNG": {"optimize": False, "compress_level": 6},
    "WEBP": {"quality": 88, "method": 2},
}
_PHOTO = {"quality": 80, "optimize": True}
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, struct.error, RuntimeError)
_HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_PAINT = "toolkit.media.drawings:paint"  # loads WeasyPrint, for the few that need it


class PictureRefused(ValueError):
    """A file that is no picture we read, or is too large; the message says which."""


def reencode(name: str, data: bytes) -> bytes:
    """Return the image that the extension of `name` announces, upright, without anything that is not seen.

    At most 1,600 pixels wide and high and 2 MB large. Raises PictureRefused for what is no image or is too large.
    """
    _refuse_heic(data)
    pixels, kind = _painted(data) if _is_drawing(data) else _decoded(data), _FORMATS[name.rpartition(".")[2]]
    return _fitting(pixels, kind, _QUALITY[kind])


def photo(data: bytes) -> tuple[bytes, bytes, tuple[int, int]]:
    """Return a photo as JPEG, large and small, upright, without anything that is not seen; and its width and height.

    Raises PictureRefused for what is no image or is too large.
    """
    _refuse_heic(data)
    large = _fitting(_decoded(data), "JPEG", _PHOTO)
    with Image.open(BytesIO(large)) as pixels:
        return large, _written(pixels, "JPEG", _SMALL_SIDE, _PHOTO), pixels.size


def _is_drawing(data: bytes) -> bool:
    return data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _painted(data: bytes) -> Image.Image:
    """Return the pixels of a drawing (SVG)."""
    try:
        pixels: Image.Image | None = resolve_name(_PAINT)(data, _SIDES[0])
    except OSError as error:
        raise PictureRefused(_("a drawing (SVG) wants Pango, which is not on this machine: save it as PNG")) from error
    if pixels is None:
        raise PictureRefused(_damaged())
    return pixels


def _refuse_heic(data: bytes) -> None:
    """Refuse the formats that only some phones and sites write, with the way around them."""
    if data[4:12] == b"ftypavif":
        raise PictureRefused(_("it is in the AVIF format: save it as JPEG or PNG"))
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF:
        raise PictureRefused(
            _(
                "it is in the HEIC format. On an iPhone, choose “Most Compatible” in Settings, Camera, Formats; "
                "or send a screenshot of the photo"
            )
        )


def _fitting(pixels: Image.Image, kind: str, how: dict[str, Any]) -> bytes:
    try:
        versions = (_written(pixels, kind, side, how) for side in _SIDES)
        fitting = next((one for one in versions if len(one) <= LARGEST_ANEW), None)
    except _DAMAGED as error:
        raise PictureRefused(_damaged()) from error
    if fitting is None:
        raise PictureRefused(
            _("it is too rich in detail to be made smaller than %(most)s MB", most=LARGEST_ANEW // 1_000_000)
        )
    return fitting


def _damaged() -> str:
    return _("it is no picture that can be read, or it is damaged: save it as JPEG or PNG")


def _too_many(most: int) -> str:
    return _("it has more than %(most)s million pixels", most=most // 1_000_000)


def _decoded(data: bytes) -> Image.Image:
    """Return the pixels, upright, with three colours and transparency if there is any."""
    try:
        return _upright(data)
    except Image.DecompressionBombError as error:
        raise PictureRefused(_too_many(PIXELS)) from error
    except PictureRefused:
        raise
    except _DAMAGED as error:
        raise PictureRefused(_damaged()) from error


def _upright(data: bytes) -> Image.Image:
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # a renderer that shares the process would have it otherwise
    with Image.open(BytesIO(data), formats=_READ) as opened:
        most = PIXELS_OF_JPEG if opened.format == "JPEG" else PIXELS
        if opened.width * opened.height > most:
            raise PictureRefused(_too_many(most))
        turned = opened.getexif().get(0x0112, 1)
        opened.draft("RGB", (_SIDES[0], _SIDES[0]))
        clear = "A" in opened.getbands() or "transparency" in opened.info
        mode = "RGBA" if clear else "RGB"
        if opened.mode == mode:  # made smaller where it lies: there is no room for two large ones
            opened.thumbnail((_SIDES[0], _SIDES[0]))
        picture = opened.copy() if opened.mode == mode else tones.shallow(opened).convert(mode)
    picture.thumbnail((_SIDES[0], _SIDES[0]))
    picture.info = {}
    picture.getexif().clear()
    picture.getexif()[0x0112] = turned
    return ImageOps.exif_transpose(picture)


def _written(pixels: Image.Image, kind: str, side: int, how: dict[str, Any]) -> bytes:
    small = pixels.copy()
    small.thumbnail((side, side))
    if kind == "JPEG" and small.mode == "RGBA":
        white = Image.new("RGB", small.size, "#FFFFFF")
        white.paste(small, mask=small.getchannel("A"))
        small = white
    small.info = {}
    small.getexif().clear()
    output = BytesIO()
    small.save(output, kind, **how)
    return output.getvalue()


def _image(name: str, data: bytes) -> tuple[Answer, Files]:
    return {}, {name: reencode(name, data)}


def _photo(_name: str, data: bytes) -> tuple[Answer, Files]:
    large, small, size = photo(data)
    return {"size": size}, {LARGE: large, SMALL: small}


MAKERS = {"image": _image, "photo": _photo}
