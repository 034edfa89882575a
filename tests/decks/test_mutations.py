"""Files spoilt at random, of every format: each is read, or refused in sentences, within the limits.

Some hundreds of each by default; MUSETTE_MUTATIONS=10000 has as many of each, and says what became of them.
"""

import io
import os
import random
import subprocess
import sys
import time
import zipfile
from collections import Counter

import pytest
from PIL import Image

from toolkit.decks import archive, bundles, decoding, limits, tabulating, workbooks
from toolkit.paths import CARDS

FILES = int(os.environ.get("MUSETTE_MUTATIONS", "300"))
BATCH = 100
KINDS = ["zip", "csv", "xlsx", "ods", "sheets", "jpg", "png", "webp"]
# Runs a command, and says how many bytes of memory it took at most.
MEASURED = (
    sys.executable,
    "-c",
    """import resource, subprocess, sys
subprocess.run(sys.argv[1:])
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(peak * (1 if sys.platform == "darwin" else 1024), file=sys.stderr)""",
)
PEAKS: list[int] = []
SCRAPS = [
    *(b"", b"9" * 12, b"-1", b"1e308", b'"', b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"[[", b"=", b"\n", b";", b"{"),
    *(b"<", b"/>", b"&a;", b"]]>", b"<!DOCTYPE x [", b"<!ENTITY a SYSTEM 'file:///etc/passwd'>", b"'''", b"PK\x05\x06"),
]


def picture(extension: str) -> bytes:
    made = io.BytesIO()
    Image.linear_gradient("L").resize((60, 80)).convert("RGB").save(made, {"jpg": "JPEG"}.get(extension, extension))
    return made.getvalue()


@pytest.fixture(scope="module")
def samples() -> dict[str, bytes]:
    """Two cards of the Musette deck, one with an image and an icon, in every format; and images."""
    files = bundles.read(CARDS / "musette").files()
    kept = {name: files[name] for name in ("deck.toml", "cards/X1.toml", "cards/W1.toml")}
    drawn = (
        kept["cards/X1.toml"]
        .decode()
        .replace("[fr]\n", 'image = "x.jpg"\ncredit = "A"\nicon = "cat"\n\n[fr]\nalt = "X"\n')
    )
    bundle = bundles.build({**kept, "cards/X1.toml": drawn.encode(), "images/x.jpg": picture("jpg")})
    sheets = tabulating.tabulate(bundle.deck)
    csv = workbooks.csv_file(sheets)
    return {
        "zip": archive.pack(bundle.files(), "musette"),
        "csv": csv,
        "xlsx": workbooks.xlsx_file(sheets),
        "ods": workbooks.ods_file(sheets),
        "sheets": archive.pack({"deck.csv": csv, "x.jpg": picture("jpg")}, "musette"),
        **{extension: picture(extension) for extension in KINDS[-3:]},
    }


@pytest.mark.parametrize("kind", KINDS)
def test_spoilt_files_are_read_or_refused_in_sentences(samples, kind):
    chance = random.Random(f"{kind} {FILES}")
    fates, started = Counter(), time.monotonic()

    for _batch in range(0, FILES, BATCH):
        asked = [message(kind, spoilt(samples[kind], chance)) for _file in range(min(BATCH, FILES))]
        fates.update(fate(answer, files) for answer, files in answered(asked))

    print(f"\n{kind}: {dict(fates)}, at most {max(PEAKS) // 1_000_000} MB, {time.monotonic() - started:.0f} s")  # noqa: T201 - the figures are asked for
    assert fates.total() >= FILES
    assert fates["refused"] > fates["ended"]
    assert fates["read"]


def message(kind: str, data: bytes) -> bytes:
    if kind in KINDS[-3:]:
        return decoding.message("image", data, f"x.{kind}")
    return decoding.message("zip" if kind == "sheets" else kind, data, "x")


def fate(answer: dict, files: dict) -> str:
    """Say what became of a file; whatever it is, it is said in sentences."""
    if "refused" not in answer:
        assert "deck" in answer or files
        return "read"
    assert answer["refused"]
    assert all(sentence and "\n" not in sentence.strip() for sentence in answer["refused"])
    return "ended" if answer["refused"] == ["the process ended"] else "refused"


def answered(asked: list[bytes]):
    """Have files decoded by as few processes as survive them; none may take longer than it is allowed to."""
    # Coverage is measured elsewhere: its notes would be a file, which the process may not write.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    while asked:
        done = subprocess.run(
            (*MEASURED, *decoding._COMMAND),
            input=b"".join(asked),
            capture_output=True,
            check=False,
            env=environment,
            timeout=limits.SECONDS + len(asked) * limits.CPU_SECONDS,
        )
        assert b"Traceback" not in done.stderr
        PEAKS.append(int(done.stderr.split()[-1]))
        assert PEAKS[-1] < limits.MEMORY
        answers = list(decoding._answers(done.stdout))
        yield from answers
        if len(answers) < len(asked):
            yield {"refused": ["the process ended"]}, {}
        asked = asked[len(answers) + 1 :]


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Spoil the bytes of a file; those of an archive mostly inside, where a checksum does not tell."""
    if not data.startswith(b"PK") or chance.random() < 0.3:
        return scratched(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        unlucky = chance.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, scratched(content, chance) if name == unlucky else content)
    return made.getvalue()


def scratched(data: bytes, chance: random.Random) -> bytes:
    """Change a few bytes, take some away, put some twice."""
    made = bytearray(data)
    for _time in range(chance.randint(1, 6)):
        start = chance.randrange(len(made) or 1)
        stop = min(len(made), start + chance.choice([1, 1, 1, 4, 40, 400]))
        made[start:stop] = chance.choice([made[start:stop] * 2, chance.randbytes(stop - start), chance.choice(SCRAPS)])
    return bytes(made)
