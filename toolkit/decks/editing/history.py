"""History: the last edits of a deck, each kept as what it changed, so that it can be undone.

It lies beside the decks, in .history/CODE/NUMBER.json, and outlives the program.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from toolkit import clock, files

MOST = 100  # edits of a deck
Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Step:
    """An edit that was done: a key of its own, a word for it, what it was about, and when.

    `before` holds what the files that it touched held, or nothing for those that were not there; `after` a digest of
    what they hold since.
    """

    key: str
    what: str
    subject: str
    at: str
    before: dict[str, str | None]
    after: dict[str, str | None]


def step(key: str, what: str, subject: str, before: Files, after: Files) -> Step:
    """Describe the edit that made the files of a deck what they are."""
    touched = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    was = {name: before[name].decode() if name in before else None for name in touched}
    return Step(key, what, subject, clock.now().isoformat(), was, digests(after, touched))


def undone(done: Step, files: Files) -> dict[str, bytes]:
    """Return the files as they were before the edit."""
    kept = {name: content for name, content in files.items() if name not in done.before}
    return kept | {name: text.encode() for name, text in done.before.items() if text is not None}


def digests(files: Files, names: list[str]) -> dict[str, str | None]:
    """Return a short digest of each of these files, or nothing for those that are not there."""
    return {name: hashlib.sha256(files[name]).hexdigest()[:16] if name in files else None for name in names}


def steps(place: Path) -> list[Step]:
    """Read the edits that can be undone, the last one at the end."""
    return [Step(**json.loads(path.read_text("utf-8"))) for path in _files(place)]


def last(place: Path) -> Step | None:
    """Read the edit that would be undone, if there is one."""
    paths = _files(place)
    return Step(**json.loads(paths[-1].read_text("utf-8"))) if paths else None


def keep(place: Path, done: Step) -> None:
    """Remember an edit; the oldest is forgotten when there are too many."""
    paths = _files(place)
    number = int(paths[-1].stem) + 1 if paths else 1
    files.write(place / f"{number:06}.json", json.dumps(asdict(done), ensure_ascii=False).encode())
    for path in paths[: len(paths) + 1 - MOST]:
        path.unlink()


def drop(place: Path) -> None:
    """Forget the last edit."""
    _files(place)[-1].unlink()


def forget(place: Path) -> None:
    """Forget all edits of a deck that is erased."""
    with suppress(FileNotFoundError):
        shutil.rmtree(place)


def _files(place: Path) -> list[Path]:
    return sorted(place.glob("[0-9]*.json"))
