"""Images from outside: written anew, upright, and without anything that is not seen."""

import io
import struct
import zlib

import pytest
from PIL import Image

from toolkit.language import use
from toolkit.media import decoding, pictures
from toolkit.media.pictures import PictureRefused


def drawn(kind: str, size=(40, 20), mode="RGB", **said) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, "red").save(made, kind, **said)
    return made.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def refusal(name: str, data: bytes) -> str:
    with use("en"), pytest.raises(PictureRefused) as refused:
        pictures.reencode(name, data)
    return str(refused.value)


def test_a_photograph_loses_where_it_was_taken_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "Taken in Nantes"
    exif.get_ifd(0x8825)[2] = (47.0, 13.0, 0.0)
    data = drawn("JPEG", exif=exif, comment=b"Nantes", icc_profile=b"Nantes" * 20)

    made = pictures.reencode("a.jpg", data)

    assert b"Nantes" in data
    assert b"Nantes" not in made
    assert opened(made).size == (20, 40)
    assert not opened(made).getexif()


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("a.jpeg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")]
)
@pytest.mark.parametrize("given", ["JPEG", "PNG", "WEBP"])
def test_an_image_becomes_what_its_name_says(name, kind, given):
    assert opened(pictures.reencode(name, drawn(given))).format == kind


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F"])
def test_every_sort_of_colours_is_read(mode):
    kind = {"CMYK": "JPEG", "F": "TIFF"}.get(mode, "PNG")
    data = drawn(kind, mode=mode) if mode not in {"I;16", "F"} else plain(mode, kind)

    assert opened(pictures.reencode("a.png", data)).size == (40, 20)


def plain(mode: str, kind: str) -> bytes:
    made = io.BytesIO()
    Image.new(mode, (40, 20)).save(made, kind)
    return made.getvalue()


def test_what_is_seen_through_stays_so_where_the_format_can():
    data = drawn("PNG", mode="RGBA")

    assert opened(pictures.reencode("a.png", data)).mode == "RGBA"
    assert opened(pictures.reencode("a.jpg", data)).mode == "RGB"


def test_a_large_image_is_made_smaller():
    made = pictures.reencode("a.png", drawn("PNG", size=(4000, 1000)))

    assert opened(made).size == (1600, 400)


@pytest.mark.parametrize(
    "data", [b"", b"x", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + b"\0" * 40, drawn("PNG")[:60]]
)
def test_what_is_no_image_is_refused(data):
    assert refusal("a.png", data) == "it is no JPEG, PNG or WebP image, or it is damaged"


def bomb(width: int, height: int) -> bytes:
    """A small file that says it has that many pixels, and has them."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(b"\0" * (1 + width // 8)) for _row in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_bomb_of_pixels_is_refused_in_the_limited_process_at_once():
    data = bomb(20_000, 20_000)
    assert len(data) < 100_000

    with use("en"):
        made, refused = decoding.reencoded({"bomb.png": data, "after.png": drawn("PNG")})

    assert refused == {"bomb.png": "it has more than 40 million pixels"}
    assert list(made) == ["after.png"]


def test_the_largest_image_is_written_anew_within_the_limits():
    made, refused = decoding.reencoded({"large.png": drawn("PNG", size=(8000, 4900)), "b.webp": drawn("WEBP")})

    assert not refused
    assert max(opened(made["large.png"]).size) == 1600
