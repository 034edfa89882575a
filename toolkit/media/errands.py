"""Errands: files from outside are handed to a reader, and what it makes of them comes back."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit import wire
from toolkit.language import current
from toolkit.language import gettext as _
from toolkit.media.readers import Answer, Files, Reader
from toolkit.paths import PACKAGE


def too_much() -> str:
    """Say that a file is refused for what it costs."""
    return _("This file takes too long or too much memory to read: it is refused.")


def message(kind: str, data: bytes, name: str = "", **more: Any) -> bytes:
    """Write what a reader is asked."""
    return wire.message({"kind": kind, "name": name, "language": current(), **more}, data)


def ask(reader: Reader, messages: Sequence[bytes]) -> list[tuple[Answer, Files]]:
    """Have files read, by as few processes as survive them; one that ends met a file that asks for too much."""
    got: list[tuple[Answer, Files]] = []
    while len(got) < len(messages):
        rest = messages[len(got) :]
        got += list(answers(_run(reader, rest)))[: len(rest)]
        if len(got) < len(messages):
            got.append(({"refused": [too_much()]}, {}))
    return got


def command(reader: Reader) -> list[str]:
    """Return the command that starts a reader."""
    return [sys.executable, *reader.arguments]


def _run(reader: Reader, messages: Sequence[bytes]) -> bytes:
    """Return what the process said, up to where it ended or had to be ended."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), os.environ.get("PYTHONPATH", "")])}
    seconds = reader.seconds + reader.each * (len(messages) - 1)
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command(reader),
            input=b"".join(messages),
            capture_output=True,
            env=environment,
            check=False,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as late:
        return late.stdout or b""
    return done.stdout


def answers(output: bytes) -> Iterator[tuple[Answer, Files]]:
    """Take apart what a reader said, as far as it is whole."""
    start = 0
    while (end := output.find(b"\n", start)) >= 0:
        answer: Answer = json.loads(output[start:end])
        start, files = end + 1, {}
        for name, length in answer["files"].items():
            files[name] = output[start : start + length]
            start += length
        if start > len(output):
            return
        yield answer, files
