"""Readers: processes that read files from outside, one after the other, and may take only so much.

A reader hears a line of JSON and the bytes of a file, and answers a line of JSON with the bytes of files behind it.
"""

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO

from toolkit import processes, wire
from toolkit.language import use

Answer = dict[str, Any]
Files = dict[str, bytes]


@dataclass(frozen=True)
class Reader:
    """How a reader is started, the bytes of memory it may take, its seconds of processor for each file.

    `seconds` is how long the first file is waited for, on a busy machine too, and `each` how long every other one.
    """

    arguments: tuple[str, ...]
    memory: int
    cpu_seconds: int
    seconds: float
    each: float = 1


def serve(reader: Reader, read: Callable[[Answer, bytes], tuple[Answer, Files]]) -> None:
    """Answer for each file of the input with what `read` makes of it, until there is none."""
    processes.settle(reader.memory)
    answers = processes.own_output()
    with suppress(EOFError):
        while True:
            asked, data = wire.receive(sys.stdin.buffer)
            processes.allow(reader.cpu_seconds)
            with use(asked["language"]):
                _send(answers, *read(asked, data))


def _send(answers: BinaryIO, answer: Answer, files: Files) -> None:
    lengths = {name: len(content) for name, content in files.items()}
    answers.write(json.dumps(answer | {"files": lengths}).encode() + b"\n")
    answers.writelines(files.values())
    answers.flush()
