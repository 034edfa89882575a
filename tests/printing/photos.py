"""Green pictures to put on cards."""

from io import BytesIO

from PIL import Image

GREEN = (40, 170, 60)


def picture(kind, *, clear=False, mode="RGB", size=(900, 600)):
    """A green picture; a clear one is transparent on its left half."""
    made = Image.new("RGBA" if clear else "RGB", size, GREEN)
    if clear:
        made.paste((255, 0, 0, 0), (0, 0, 450, 600))
    output = BytesIO()
    (made if clear else made.convert(mode)).save(output, kind)
    return output.getvalue()


FILES = {
    "inks.jpg": picture("JPEG", mode="CMYK"),
    "opaque.jpg": picture("JPEG"),
    "clear.png": picture("PNG", clear=True),
    "clear.webp": picture("WEBP", clear=True),
}
