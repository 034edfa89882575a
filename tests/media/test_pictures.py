"""Images from outside: written anew, upright, and without anything that is not seen."""

import io
import struct
import zlib
from urllib.request import OpenerDirector

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


def test_greys_of_sixteen_bits_are_as_dark_as_they_were():
    made = io.BytesIO()
    Image.new("I;16", (40, 20), 117 * 256).save(made, "PNG")

    assert opened(pictures.reencode("a.png", made.getvalue())).convert("L").getpixel((5, 5)) == 117


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
    assert refusal("a.png", data) == "it is no picture that can be read, or it is damaged: save it as JPEG or PNG"


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


def drawing(inside: str, head: str = "") -> bytes:
    return f'{head}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{inside}</svg>'.encode()


RED = '<circle cx="50" cy="50" r="40" fill="red"/>'


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_a_drawing_is_painted_as_high_and_wide_as_it_says(name):
    made = opened(pictures.reencode(name, drawing(RED, '<?xml version="1.0"?>\n')))

    assert made.size == (1600, 800)
    assert made.convert("RGB").getpixel((400, 400))[0] > 250
    assert made.convert("RGB").getpixel((400, 400))[2] < 10
    assert "A" in made.getbands() or made.getpixel((1500, 700)) == (255, 255, 255)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<style>@import url('http://elsewhere.test/a.css'); @font-face { font-family: X; src: url(file:///x) }</style>",
        "<image href='file:///etc/passwd' width='9' height='9'/><image href='http://elsewhere.test/x.png' width='9'/>",
        "<use href='http://elsewhere.test/x.svg#a'/><foreignObject><iframe src='//elsewhere.test'/></foreignObject>",
    ],
)
def test_a_drawing_takes_nothing_from_elsewhere_and_runs_nothing(inside, monkeypatch):
    asked = []
    really = OpenerDirector.open

    def heard(opener, request, *rest, **more):
        asked.append(request if isinstance(request, str) else request.full_url)
        return really(opener, request, *rest, **more)

    monkeypatch.setattr(OpenerDirector, "open", heard)

    made = opened(pictures.reencode("a.png", drawing(inside + RED)))

    assert made.getpixel((400, 400)) == (255, 0, 0, 255)
    assert asked
    assert all(address.startswith("data:image/svg+xml") for address in asked)


def lol(depth: int) -> str:
    grown = "".join(f'<!ENTITY l{at} "' + f"&l{at - 1};" * 16 + '">' for at in range(1, depth))
    return f'<!DOCTYPE svg [<!ENTITY l0 "{"a" * 40}">{grown}]>'


def uses(depth: int) -> str:
    grown = "".join(f'<g id="u{at}">' + f'<use href="#u{at - 1}"/>' * 10 + "</g>" for at in range(1, depth))
    return f'<defs><g id="u0">{RED}</g>{grown}</defs><use href="#u{depth - 1}"/>'


@pytest.mark.parametrize(
    "hostile",
    [
        drawing(f"<text>&l6;</text>{RED}", lol(7)),
        drawing(f"<text>&x;</text>{RED}", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        drawing(uses(9)),
        drawing("<g>" * 50_000 + "</g>" * 50_000),
        drawing("").replace(b"0 0 200 100", b"0 0 1e99 nan"),
    ],
    ids=["entities", "file", "uses", "deep", "endless"],
)
def test_a_hostile_drawing_is_refused_and_the_next_picture_is_read(hostile):
    with use("en"):
        made, refused = decoding.reencoded({"bomb.png": hostile, "after.png": drawing(RED)})

    assert list(made) == ["after.png"]
    assert list(refused) == ["bomb.png"]


def test_a_drawing_without_pango_says_what_to_do(monkeypatch):
    def missing(_name):
        raise OSError

    monkeypatch.setattr(pictures, "resolve_name", missing)

    assert refusal("a.png", drawing(RED)) == (
        "a drawing (SVG) wants Pango, which is not on this machine: save it as PNG"
    )


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP"])
def test_pictures_of_other_formats_are_written_anew_as_ours(kind):
    made = opened(pictures.reencode("a.png", drawn(kind)))

    assert (made.format, made.size) == ("PNG", (40, 20))


@pytest.mark.parametrize(("brand", "name"), [(b"heic", "HEIC"), (b"mif1", "HEIC"), (b"avif", "AVIF")])
def test_formats_of_phones_are_named_with_the_way_around_them(brand, name):
    assert f"it is in the {name} format" in refusal("a.jpg", b"\0\0\0\x18ftyp" + brand + b"\0" * 40)


def test_a_photograph_of_fifty_million_pixels_is_made_smaller():
    made, refused = decoding.reencoded({"a.jpg": drawn("JPEG", size=(8160, 6120))})

    assert not refused
    assert max(opened(made["a.jpg"]).size) == 1600
