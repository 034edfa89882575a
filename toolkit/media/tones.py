"""Greys of sixteen bits, which scanners write, in eight."""

from PIL import Image

_DEEP = "I"  # how the modes of such pictures begin
_STEP = 256


def is_deep(picture: Image.Image) -> bool:
    """Say whether a picture has greys of more than eight bits: Pillow would make all that is not black white."""
    return picture.mode.startswith(_DEEP)


def shallow(picture: Image.Image) -> Image.Image:
    """Return a picture whose greys have eight bits."""
    if not is_deep(picture):
        return picture
    return picture.convert("I").point(lambda tone: tone / _STEP).convert("L")
