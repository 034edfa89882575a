"""Decoding: a file from outside becomes a deck in a process of its own, which can do no harm when the file is hostile.

`python -m toolkit.decks.decoding` is that process: it reads files one after the other and answers a line of JSON each.
"""

import json
import os
import subprocess
import sys
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any, BinaryIO

from toolkit.decks import archive, assembling, bundles, limits, spreadsheets
from toolkit.decks.bundles import Bundle
from toolkit.decks.check import Problem
from toolkit.decks.folder import DeckUnreadable
from toolkit.decks.models import Deck
from toolkit.language import current, ngettext, use
from toolkit.language import gettext as _
from toolkit.paths import PACKAGE

KINDS = {"zip": "zip", "csv": "csv", "tsv": "csv", "txt": "csv", "xlsx": "workbook", "ods": "workbook"}
_COMMAND = (sys.executable, "-m", "toolkit.decks.decoding")


def open_file(path: Path) -> Bundle:
    """Read the deck in a folder or a file, whatever its format; raises DeckUnreadable."""
    if path.is_dir() or not path.suffix:
        return bundles.read(path)
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise DeckUnreadable(_("%(file)s: the name must end in one of %(known)s.", file=path, known=known()))
    try:
        with path.open("rb") as file:
            data = file.read(limits.FILE + 1)
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
    if len(data) > limits.FILE:
        raise DeckUnreadable(_("This file is larger than %(most)s MB.", most=limits.FILE // 1_000_000))
    answer = _ask(message(kind, data, name))
    if "deck" not in answer:
        raise DeckUnreadable(*answer.get("refused", []))
    problems = [Problem(*each) for each in answer["problems"]]
    return Bundle(Deck.model_validate(answer["deck"]), answer["agendas"], answer["notes"], problems)


def message(kind: str, data: bytes, name: str = "") -> bytes:
    """Write what the process is asked: a line of JSON, then the bytes of the file."""
    header = {"kind": kind, "name": name, "language": current(), "length": len(data)}
    return json.dumps(header).encode() + b"\n" + data


def _ask(asked: bytes) -> dict[str, Any]:
    """Have one file decoded; a process that ends without an answer met a file that asks for too much."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")])}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            _COMMAND, input=asked, capture_output=True, env=environment, check=False, timeout=limits.SECONDS
        )
    except subprocess.TimeoutExpired:
        return {"refused": [_too_much()]}
    if not done.stdout.endswith(b"\n"):
        return {"refused": [_too_much()]}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _too_much() -> str:
    return _("This file takes too long or too much memory to read: it is refused.")


def main() -> None:
    """Answer for each file of the input, until there is none."""
    limits.settle()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    while header := sys.stdin.buffer.readline():
        asked = json.loads(header)
        data = sys.stdin.buffer.read(asked["length"])
        limits.allow_one_job()
        with use(asked["language"]):
            _send(answers, _answer(asked["kind"], data, asked["name"]))


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()


def _answer(kind: str, data: bytes, name: str) -> dict[str, Any]:
    try:
        made = _decoded(kind, data, name)
    except DeckUnreadable as refusal:
        return {"refused": refusal.sentences}
    except BaseException:  # noqa: BLE001 - a library's panic is no Exception, and any of them is an answer
        return {"refused": [_too_much()]}
    content = made.deck.model_dump(mode="json", exclude_unset=True)
    problems = [astuple(problem) for problem in made.problems]
    return {"deck": content, "agendas": made.agendas, "notes": made.notes, "problems": problems}


def _decoded(kind: str, data: bytes, name: str) -> Bundle:
    if KINDS[kind] == "zip":
        files, unused = archive.unpack(data)
        made = bundles.build(files)
        said = ngettext("%(num)s file of the archive is not used.", "%(num)s files are not used.", len(unused))
        return replace(made, notes=[said] if unused else [])
    sheets = spreadsheets.read_csv(data) if KINDS[kind] == "csv" else spreadsheets.read_workbook(data)
    return assembling.assemble(sheets, name)


if __name__ == "__main__":
    main()
