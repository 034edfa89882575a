"""Decoding: a file from outside becomes a deck in a process of its own, which can do no harm if it is hostile."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from toolkit.decks import archive, folder, images, limits
from toolkit.decks.bundles import Bundle
from toolkit.decks.check import Problem
from toolkit.decks.decoder import KINDS, Answer, Files, too_much
from toolkit.decks.folder import DeckUnreadable
from toolkit.decks.models import Deck
from toolkit.decks.survey import Choices
from toolkit.language import current
from toolkit.language import gettext as _
from toolkit.paths import PACKAGE

_COMMAND = (sys.executable, "-m", "toolkit.decks.decoder")
_SECONDS_FOR_AN_IMAGE = 1


@dataclass(frozen=True)
class Look:
    """What a file was found to hold: a deck, or why there is none; and for a spreadsheet, what its columns are."""

    bundle: Bundle | None = None
    refused: list[str] = field(default_factory=list)
    columns: list[dict[str, Any]] = field(default_factory=list)


def open_file(path: Path) -> Bundle:
    """Read the deck in a folder or a file, whatever its format; raises DeckUnreadable."""
    if path.is_dir() or not path.suffix:
        return _folder(path)
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise DeckUnreadable(_("%(file)s: the name must end in one of %(known)s.", file=path, known=known()))
    try:
        with path.open("rb") as file:
            data = file.read(limits.ARCHIVE + 1)
    except OSError as error:
        raise DeckUnreadable(_("%(file)s cannot be opened.", file=path)) from error
    try:
        made = decode(kind, data, path.stem)
    except DeckUnreadable as refusal:
        raise DeckUnreadable(*(f"{path.name}: {sentence}" for sentence in refusal.sentences)) from refusal
    return replace(made, problems=[replace(each, where=f"{path.name}: {each.where}") for each in made.problems])


def known() -> str:
    """List the extensions of the files that can be read."""
    return ", ".join(f".{kind}" for kind in ("zip", "csv", "xlsx", "ods"))


def decode(kind: str, data: bytes, name: str = "") -> Bundle:
    """Make a deck of the bytes of a file, of the kind that its extension says; `name` is the file's, without it.

    Raises DeckUnreadable, with everything there is to mend.
    """
    seen = look(kind, data, name)
    if seen.bundle is None:
        raise DeckUnreadable(*seen.refused)
    return seen.bundle


def look(kind: str, data: bytes, name: str = "", choices: Choices | None = None) -> Look:
    """Read a file as `decode` does, with what was chosen for its columns, and say what was found."""
    most = limits.ARCHIVE if kind == "zip" else limits.FILE
    if len(data) > most:
        return Look(refused=[_("This file is larger than %(most)s MB.", most=most // 1_000_000)])
    (answer, files), *_none = ask([message(kind, data, name, choices)])
    if "deck" not in answer:
        return Look(refused=answer["refused"], columns=answer.get("columns", []))
    return Look(_clean(_made(answer, files)), columns=answer["columns"])


def _folder(path: Path) -> Bundle:
    """Read a folder in the same process as files: its texts as an archive, where its images have but their names."""
    names = images.names(path)
    texts = folder.files(path) | {f"images/{name}": b"" for name in names}
    ((answer, _files),) = ask([message("zip", archive.pack(texts, "deck"), path.name)])
    if "deck" not in answer:
        raise DeckUnreadable(*answer["refused"])
    return _clean(replace(_made(answer, {name: images.read(path, name) for name in names}), notes=[]))


def _made(answer: Answer, files: Files) -> Bundle:
    problems = [Problem(*each) for each in answer["problems"]]
    deck = Deck.model_validate(answer["deck"])
    return Bundle(deck, answer["agendas"], answer["notes"], problems, files, alone=answer["alone"])


def reencoded(pictures: Mapping[str, bytes]) -> tuple[Files, dict[str, str]]:
    """Write images anew, by their names; and say, by the names of the others, why they cannot be read."""
    asked = [message("image", content, name) for name, content in pictures.items()]
    made: Files = {}
    refused = {}
    for name, (answer, files) in zip(pictures, ask(asked), strict=True):
        made |= files
        if name not in files:
            refused[name] = answer["refused"][0].rstrip(".")
    return made, refused


def message(kind: str, data: bytes, name: str = "", choices: Choices | None = None) -> bytes:
    """Write what the process is asked: a line of JSON, then the bytes of the file."""
    header = {"kind": kind, "name": name, "language": current(), "length": len(data), "choices": choices or {}}
    return json.dumps(header).encode() + b"\n" + data


def ask(asked: Sequence[bytes]) -> list[tuple[Answer, Files]]:
    """Have files decoded, by as few processes as survive them; one that ends met a file that asks for too much."""
    answers: list[tuple[Answer, Files]] = []
    while len(answers) < len(asked):
        rest = asked[len(answers) :]
        answers += list(_answers(_run(rest)))[: len(rest)]
        if len(answers) < len(asked):
            answers.append(({"refused": [too_much()]}, {}))
    return answers


def _run(asked: Sequence[bytes]) -> bytes:
    """Return what the process said, up to where it ended or had to be ended."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")])}
    seconds = limits.SECONDS + _SECONDS_FOR_AN_IMAGE * (len(asked) - 1)
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            _COMMAND, input=b"".join(asked), capture_output=True, env=environment, check=False, timeout=seconds
        )
    except subprocess.TimeoutExpired as late:
        return late.stdout or b""
    return done.stdout


def _answers(said: bytes) -> Iterator[tuple[Answer, Files]]:
    """Take apart what the process said, as far as it is whole."""
    start = 0
    while (end := said.find(b"\n", start)) >= 0:
        answer: Answer = json.loads(said[start:end])
        start, files = end + 1, {}
        for name, length in answer["files"].items():
            files[name] = said[start : start + length]
            start += length
        if start > len(said):
            return
        yield answer, files


def _clean(bundle: Bundle) -> Bundle:
    """Return the deck with the images that its cards bear written anew, and say which of them cannot be."""
    used = {name: bundle.images[name] for name in sorted(images.used(bundle.deck)) if name in bundle.images}
    made, refused = reencoded(used)
    spoilt = [Problem(f"images/{name}", why) for name, why in refused.items()]
    return replace(bundle, images=made, problems=[*bundle.problems, *spoilt])
