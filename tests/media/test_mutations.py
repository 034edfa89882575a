"""Photos spoilt at random: each is read, or refused in sentences, within the limits.

Some hundreds of each format by default; MUSETTE_MUTATIONS=10000 has as many of each, and says what became of them.
"""

import io
import random
import time
from collections import Counter

import pytest
from PIL import Image

from tests.media.spoiling import BATCH, FILES, answered, fate, scratched
from toolkit.media import errands
from toolkit.media.pictures import READER


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("use", ["image", "photo"])
def test_spoilt_pictures_are_read_or_refused_in_sentences(kind, use):
    chance = random.Random(f"{kind} {use} {FILES}")
    fates, started = Counter(), time.monotonic()

    for _batch in range(0, FILES, BATCH):
        spoilt = [scratched(drawn(kind), chance) for _file in range(min(BATCH, FILES))]
        asked = [errands.message(use, data, "x.jpg") for data in spoilt]
        fates.update(fate(answer, files) for answer, files in answered(READER, asked))

    print(f"\n{kind}, {use}: {dict(fates)}, {time.monotonic() - started:.0f} s")  # noqa: T201 - the figures are asked for
    assert fates.total() >= FILES
    assert fates["refused"] > fates["ended"]
    assert fates["read"]


def drawn(kind: str) -> bytes:
    made = io.BytesIO()
    Image.linear_gradient("L").resize((60, 80)).convert("RGB").save(made, kind)
    return made.getvalue()
