"""The decks of this folder as their authors would send them."""

import csv
import io
import zipfile
from pathlib import Path
from zlib import crc32

from PIL import Image, ImageDraw

HERE = Path(__file__).parent
FRENCH = HERE / "mediatheque.csv"
NANDECK = HERE / "nandeck.csv"
ENGLISH = HERE / "repair-cafe.csv"


def english_with_images(cards: int = 120) -> bytes:
    """The English deck, or its beginning, as a ZIP file: its CSV, and the images it names in a folder beside it."""
    content = b"".join(ENGLISH.read_bytes().splitlines(keepends=True)[: 1 + cards])
    names = {row["Image"] for row in csv.DictReader(io.StringIO(content.decode()))}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Repair café/repair-cafe.csv", content)
        for name in sorted(names):
            packed.writestr(f"Repair café/{name.replace(chr(92), '/')}", drawing(name))
    return made.getvalue()


def drawing(name: str) -> bytes:
    """A picture of a few shapes, another for each name."""
    said = crc32(name.encode())
    image = Image.new("RGB", (480, 320), f"#{said & 0xFFFFFF:06x}")
    pen = ImageDraw.Draw(image)
    for number in range(6):
        x, y, size = (said >> number) % 400, (said >> (number + 4)) % 260, 30 + (said >> number) % 90
        pen.ellipse((x, y, x + size, y + size), fill=f"#{(said * (number + 3)) & 0xFFFFFF:06x}")
    made = io.BytesIO()
    image.save(made, "PNG" if name.endswith("png") else "JPEG")
    return made.getvalue()
