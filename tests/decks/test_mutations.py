"""Files spoilt at random, of every format: each is read, or refused in sentences, within the limits.

Some hundreds of each by default; MUSETTE_MUTATIONS=10000 has as many of each, and says what became of them.
"""

import io
import json
import random
import re
import time
import zipfile
from collections import Counter

import pytest
import yaml
from PIL import Image

from tests.media.spoiling import BATCH, FILES, PEAKS, answered, fate, scratched
from toolkit.decks.files import archive, limits, tabulating, workbooks
from toolkit.decks.folder import bundles
from toolkit.media import errands
from toolkit.paths import CARDS

KINDS = ["zip", "csv", "xlsx", "ods", "sheets"]
LISTS = ["json", "yaml", "md", "tsv"]
_WORD = re.compile(rb"qz[a-z]{3}")  # words that are nowhere else
_REMARK = re.compile(rb"#[^\n]*")  # in YAML, no part of what is listed


def picture() -> bytes:
    made = io.BytesIO()
    Image.linear_gradient("L").resize((60, 80)).convert("RGB").save(made, "JPEG")
    return made.getvalue()


@pytest.fixture(scope="module")
def samples() -> dict[str, bytes]:
    """Two cards of the Musette deck, one with an image and an icon, in every format."""
    files = bundles.read(CARDS / "musette").files()
    kept = {name: files[name] for name in ("deck.toml", "cards/X1.toml", "cards/W1.toml")}
    drawn = kept["cards/X1.toml"].decode().replace("[fr]\n", 'image = "x.jpg"\ncredit = "A"\n\n[fr]\nalt = "X"\n')
    bundle = bundles.build({**kept, "cards/X1.toml": drawn.encode(), "images/x.jpg": picture()})
    sheets = tabulating.tabulate(bundle.deck)
    csv = workbooks.csv_file(sheets)
    return {
        "zip": archive.pack(bundle.files(), "musette"),
        "csv": csv,
        "xlsx": workbooks.xlsx_file(sheets),
        "ods": workbooks.ods_file(sheets),
        "sheets": archive.pack({"deck.csv": csv, "x.jpg": picture()}, "musette"),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_spoilt_files_are_read_or_refused_in_sentences(samples, kind):
    chance = random.Random(f"{kind} {FILES}")
    fates, started = Counter(), time.monotonic()

    for _batch in range(0, FILES, BATCH):
        asked = [message(kind, spoilt(samples[kind], chance)) for _file in range(min(BATCH, FILES))]
        fates.update(fate(answer, files) for answer, files in answered(limits.READER, asked))

    print(f"\n{kind}: {dict(fates)}, at most {max(PEAKS) // 1_000_000} MB, {time.monotonic() - started:.0f} s")  # noqa: T201 - the figures are asked for
    assert fates.total() >= FILES
    assert fates["refused"] > fates["ended"]
    assert fates["read"]


@pytest.fixture(scope="module")
def lists() -> dict[str, bytes]:
    """Six cards with words of their own, as people list them."""
    words = iter(f"qz{a}{b}{c}" for a in "ab" for b in "abcdef" for c in "abcdef")
    cards = [
        {
            "title": next(words),
            "kind": f"{family} {next(words)}",
            "text": f"Sit {next(words)} down",
            "back": next(words),
        }
        for family in ("Place", "Idea")
        for _card in range(3)
    ]
    rows = [list(cards[0]), *(list(card.values()) for card in cards)]
    headed = "".join("# {kind}\n\n## {title}\n\n{text}\n\n- {back}\n\n".format(**card) for card in cards)
    return {
        "json": json.dumps(cards, indent=1).encode(),
        "yaml": yaml.safe_dump({"cards": cards}).encode(),
        "md": headed.encode(),
        "tsv": "\n".join("\t".join(card.values()) for card in ({name: name for name in cards[0]}, *cards)).encode(),
        "xlsx": workbooks.xlsx_file({"Cards": rows}),
        "ods": workbooks.ods_file({"Cards": rows}),
    }


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_spoilt_workbooks_are_counted_by_what_vanished_in_silence(lists, kind):
    chance = random.Random(f"lost {kind} {FILES}")
    fates, lost, started = Counter(), 0, time.monotonic()

    for _batch in range(0, FILES, BATCH):
        files = [spoilt_inside(lists[kind], chance) for _file in range(min(BATCH, FILES))]
        asked = [message(kind, data) for data in files]
        for data, (answer, images) in zip(files, answered(limits.READER, asked), strict=True):
            fates[fate(answer, images)] += 1
            lost += "deck" in answer and silently(parts(data), answer)

    print(f"\n{kind}: {dict(fates)}, {lost} lost in silence, {time.monotonic() - started:.0f} s")  # noqa: T201 - as above
    assert fates["read"]
    assert lost == 0


def parts(workbook: bytes) -> bytes:
    """Return what the files in a workbook say."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as opened:
        return b"\n".join(opened.read(name) for name in opened.namelist())


@pytest.mark.parametrize("kind", LISTS)
def test_spoilt_lists_are_read_or_refused_and_lose_nothing_in_silence(lists, kind):
    chance = random.Random(f"{kind} {FILES}")
    fates, lost, started = Counter(), [], time.monotonic()

    for _batch in range(0, FILES, BATCH):
        files = [scratched(lists[kind], chance) for _file in range(min(BATCH, FILES))]
        asked = [message(kind, data) for data in files]
        for data, (answer, images) in zip(files, answered(limits.READER, asked), strict=True):
            fates[fate(answer, images)] += 1
            lost += [data] if silently(_REMARK.sub(b"", data) if kind == "yaml" else data, answer) else []

    print(f"\n{kind}: {dict(fates)}, at most {max(PEAKS) // 1_000_000} MB, {time.monotonic() - started:.0f} s")  # noqa: T201 - as above
    assert fates.total() >= FILES
    assert fates["read"] > fates["ended"] == 0
    assert lost == []


def silently(data: bytes, answer: dict) -> bool:
    """Say whether words of a file are on no card, and nothing is said of it."""
    told = answer.get("notes") or answer.get("problems") or "deck" not in answer
    names = [column["title"] for sheet in answer["columns"] for column in sheet["columns"]]  # the page shows them
    kept = json.dumps([answer["deck"], names]).encode() if "deck" in answer else b""
    return not told and bool(set(_WORD.findall(data)) - set(_WORD.findall(kept)))


def message(kind: str, data: bytes) -> bytes:
    return errands.message("zip" if kind == "sheets" else kind, data, "x", choices={})


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Spoil the bytes of a file; those of an archive mostly inside, where a checksum does not tell."""
    if not data.startswith(b"PK") or chance.random() < 0.3:
        return scratched(data, chance)
    return spoilt_inside(data, chance)


def spoilt_inside(data: bytes, chance: random.Random) -> bytes:
    """Spoil one of the files in an archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        unlucky = chance.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, scratched(content, chance) if name == unlucky else content)
    return made.getvalue()
