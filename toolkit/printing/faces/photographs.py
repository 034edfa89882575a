"""Pictures on cards as paper wants them: opaque, and in no more colours than the finish has.

Runs in the rendering process, which may take no more than its share whatever a picture provokes.
"""

from io import BytesIO

from PIL import Image, ImageOps

from toolkit.media import tones

_QUALITY = 90


def prepared(content: bytes, finish: str) -> bytes:
    """Return a picture on white, in RGB; grey in black and white, and in a grey half as dark where ink is spared.

    A picture that is like that already comes back as it is, to the byte.
    """
    with Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
        plain = not (opened.has_transparency_data or opened.mode == "CMYK" or tones.is_deep(opened))
        if finish == "colour" and plain:
            return content
        kind = "JPEG" if opened.format == "JPEG" else "PNG"
        pixels = _on_white(tones.shallow(ImageOps.exif_transpose(opened)))
    if finish != "colour":
        pixels = pixels.convert("L")
    if finish == "ink":
        pixels = pixels.point([255 - (255 - tone) // 2 for tone in range(256)])
    made = BytesIO()
    pixels.save(made, kind, quality=_QUALITY)
    return made.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    white = Image.new("RGB", clear.size, "#FFFFFF")
    white.paste(clear, mask=clear.getchannel("A"))
    return white
