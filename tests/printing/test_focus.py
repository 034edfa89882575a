"""What is seen of a picture whose shape is not that of its frame."""

from io import BytesIO

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from toolkit.decks import images
from toolkit.printing.decks import print_deck

HEAD, MIDDLE, FEET = (200, 30, 30), (30, 30, 200), (30, 160, 30)


@pytest.fixture(scope="module")
def tall(make_deck, make_card):
    """Print a card with a tall picture of three bands, and tell which are seen."""
    picture = Image.new("RGB", (300, 900), MIDDLE)
    picture.paste(HEAD, (0, 0, 300, 200))
    picture.paste(FEET, (0, 700, 300, 900))
    file = BytesIO()
    picture.save(file, "PNG")
    images.carry("essai", {"a.png": file.getvalue()})

    def seen(focus):
        card = make_card(1).model_copy(update={"image": "a.png", "focus": focus})
        with PdfDocument(print_deck(make_deck(card), language="fr", anyway=True)) as pdf:
            page = pdf[0].render(scale=1).to_pil().convert("RGB")
        colours = {colour for _count, colour in page.getcolors(page.width * page.height)}
        return [band for band in (HEAD, MIDDLE, FEET) if band in colours]

    return seen


def test_heads_are_kept_unasked(tall):
    assert HEAD in tall(None)
    assert FEET not in tall(None)


@pytest.mark.parametrize(
    ("focus", "bands"), [("middle", [MIDDLE]), ("bottom-left", [FEET]), ("whole", [HEAD, MIDDLE, FEET])]
)
def test_the_rest_is_seen_on_request(tall, focus, bands):
    assert tall(focus) == bands
