"""Readers: processes that read files from outside, one after the other, and may take only so much.

A reader hears a line of JSON and the bytes of a file, and answers a line of JSON with the bytes of files behind it.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any, BinaryIO

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
    settle(reader)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    while header := sys.stdin.buffer.readline():
        asked = json.loads(header)
        data = sys.stdin.buffer.read(asked["length"])
        allow_one_file(reader)
        with use(asked["language"]):
            _send(answers, *read(asked, data))


def _send(answers: BinaryIO, answer: Answer, files: Files) -> None:
    lengths = {name: len(content) for name, content in files.items()}
    answers.write(json.dumps(answer | {"files": lengths}).encode() + b"\n")
    answers.writelines(files.values())
    answers.flush()


if sys.platform == "win32":

    def settle(_reader: Reader) -> None:
        """Do nothing: this system has no such limits, only the clock stops a job."""

    def allow_one_file(_reader: Reader) -> None:
        """Do nothing: this system has no such limits, only the clock stops a job."""

else:
    import resource

    def settle(reader: Reader) -> None:
        """Cap the memory of this process, and let it write no file, not even its memory if it crashes."""
        _cap(resource.RLIMIT_AS, reader.memory)
        _cap(resource.RLIMIT_FSIZE, 0)
        _cap(resource.RLIMIT_CORE, 0)

    def allow_one_file(reader: Reader) -> None:
        """Allow this process so many more seconds of processor; then the system ends it."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _cap(resource.RLIMIT_CPU, ceil(used.ru_utime + used.ru_stime) + reader.cpu_seconds)

    def _cap(what: int, limit: int) -> None:
        hard = resource.getrlimit(what)[1]
        soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (soft, hard))
