"""A photo comes out with nothing but what is seen on it, the right way up, whatever camera it came from."""

import io
import itertools
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from tests.media.test_pictures import bomb
from toolkit.language import use
from toolkit.media import decoding
from toolkit.media.decoding import TooManyPhotos
from toolkit.media.pictures import PictureRefused

pytestmark = pytest.mark.long
SECRET = "47.2184 Nantes"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><exif:GPSLatitude>{SECRET}</exif:GPSLatitude></x:xmpmeta>".encode()
# Where the red corner of the sample lies before it is turned, by the number that the camera writes.
CORNERS = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (0, 1), 7: (1, 1), 8: (1, 0)}


def refused(data: bytes) -> str:
    with use("en"), pytest.raises(PictureRefused) as refusal:
        decoding.photo(data)
    return str(refusal.value)


def taken(kind: str, turned: int, size: tuple[int, int]) -> bytes:
    """Return a photo with all that cameras and programs write beside the pixels; its upright left top is red."""
    upright = size if turned < 5 else size[::-1]
    pixels = Image.new("RGB", upright, "white")
    right, down = CORNERS[turned]
    half = (upright[0] // 2, upright[1] // 2)
    pixels.paste("red", (right * half[0], down * half[1], (right + 1) * half[0], (down + 1) * half[1]))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x010E] = turned, f"Camera {SECRET}", SECRET
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 13.0, 6.0), 3: "W", 4: (1.0, 33.0, 13.0)})
    exif.get_ifd(0x8769)[0x927C] = SECRET.encode()
    more = {"exif": exif, "icc_profile": SECRET.encode() * 10, "xmp": XMP}
    if kind == "PNG":
        about = PngImagePlugin.PngInfo()
        about.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=False)
        about.add_text("Comment", SECRET)
        more |= {"pnginfo": about}
    if kind == "JPEG":
        more |= {"comment": SECRET.encode(), "quality": 95}
    made = io.BytesIO()
    pixels.save(made, kind, **{name: value for name, value in more.items() if kind != "PNG" or name != "xmp"})
    return _with_iptc(made.getvalue()) if kind == "JPEG" else made.getvalue()


def _with_iptc(jpeg: bytes) -> bytes:
    said = b"\x1c\x02\x5a" + struct.pack(">H", len(SECRET)) + SECRET.encode()
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(said)) + said
    return jpeg[:2] + b"\xff\xed" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


SAMPLES = [*itertools.product(["JPEG", "PNG", "WEBP"], range(1, 9), [(90, 60), (60, 90), (64, 64), (1700, 400)])]
SAMPLES += [("JPEG", turned, (4000, 3000)) for turned in (1, 3, 6, 8)]


def test_a_hundred_photos_come_out_upright_and_with_nothing_beside_their_pixels():
    assert len(SAMPLES) == 100

    for sample in SAMPLES:
        kind, turned, size = sample
        data = taken(kind, turned, size)
        assert SECRET.encode() in data, sample
        made = decoding.photo(data)
        for content in (made.large, made.small):
            assert left_in(content) == [], sample
            with Image.open(io.BytesIO(content)) as image:
                assert abs(image.width / image.height - size[0] / size[1]) < 0.05, sample
                corner = image.convert("RGB").getpixel((image.width // 4, image.height // 4))
                assert corner[0] > 200, sample
                assert corner[1] < 90, sample
        assert max(made.width, made.height) <= 1600


def left_in(jpeg: bytes) -> list[str]:
    """Name what a JPEG file holds beside its pixels and the tables to read them."""
    found, place = [], 2
    while jpeg[place + 1] != 0xDA:
        marker, length = jpeg[place + 1], struct.unpack(">H", jpeg[place + 2 : place + 4])[0]
        if marker not in {0xE0, 0xDB, 0xC0, 0xC2, 0xC4, 0xDD}:
            found.append(f"{marker:x}")
        place += 2 + length
    assert SECRET.encode() not in jpeg
    return found


def test_a_heic_photo_is_refused_with_the_way_round_it():
    said = refused(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200)

    assert said.startswith(
        "This photo cannot be used: it is in the HEIC format. On an iPhone, choose “Most Compatible”"
    )


@pytest.mark.parametrize("data", [b"", b"x" * 100, b"%PDF-1.7", b"GIF89a" + b"\0" * 40, b"<svg/>"])
def test_what_is_no_photo_is_refused(data):
    assert (
        refused(data)
        == "This photo cannot be used: it is no picture that can be read, or it is damaged: save it as JPEG or PNG."
    )


def test_more_than_forty_million_pixels_are_refused():
    assert "it has more than 40 million pixels" in refused(bomb(8000, 5001))


def test_just_forty_million_pixels_are_taken():
    made = decoding.photo(bomb(8000, 5000))

    assert (made.width, made.height) == (1600, 1000)


def test_more_than_eight_megabytes_are_refused():
    assert refused(b"\xff\xd8\xff" + b"\0" * 8_000_000) == "This photo is larger than 8 MB."


def test_a_crowd_of_photos_is_asked_to_come_back():
    for _place in range(decoding.AT_ONCE + decoding.WAITING):
        decoding._places.acquire()
    try:
        with pytest.raises(TooManyPhotos):
            decoding.photo(taken("JPEG", 1, (60, 60)))
    finally:
        for _place in range(decoding.AT_ONCE + decoding.WAITING):
            decoding._places.release()


def test_pixels_that_are_not_there_are_an_error_and_no_memory():
    head = struct.pack(">IIBBBBB", 6000, 6000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))

    assert "damaged" in refused(png)
