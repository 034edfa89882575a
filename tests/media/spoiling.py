"""Files spoilt at random, and a reader that must survive them."""

import os
import random
import subprocess
import sys

from toolkit.media import errands

FILES = int(os.environ.get("MUSETTE_MUTATIONS", "300"))
BATCH = 100
SCRAPS = [
    *(b"", b"9" * 12, b"-1", b"1e308", b'"', b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"[[", b"=", b"\n", b";", b"{"),
    *(b"<", b"/>", b"&a;", b"]]>", b"<!DOCTYPE x [", b"<!ENTITY a SYSTEM 'file:///etc/passwd'>", b"'''", b"PK\x05\x06"),
]


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


def scratched(data: bytes, chance: random.Random) -> bytes:
    """Change a few bytes, take some away, put some twice."""
    made = bytearray(data)
    for _time in range(chance.randint(1, 6)):
        start = chance.randrange(len(made) or 1)
        stop = min(len(made), start + chance.choice([1, 1, 1, 4, 40, 400]))
        made[start:stop] = chance.choice([made[start:stop] * 2, chance.randbytes(stop - start), chance.choice(SCRAPS)])
    return bytes(made)


def answered(reader, asked: list[bytes]):
    """Have files read by as few processes as survive them; none may take longer than it is allowed to."""
    # Coverage is measured elsewhere: its notes would be a file, which the process may not write.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    while asked:
        done = subprocess.run(
            (*MEASURED, *errands.command(reader)),
            input=b"".join(asked),
            capture_output=True,
            check=False,
            env=environment,
            timeout=reader.seconds + len(asked) * reader.cpu_seconds,
        )
        assert b"Traceback" not in done.stderr
        PEAKS.append(int(done.stderr.split()[-1]))
        assert PEAKS[-1] < reader.memory
        answers = list(errands.answers(done.stdout))
        yield from answers
        if len(answers) < len(asked):
            yield {"refused": ["the process ended"]}, {}
        asked = asked[len(answers) + 1 :]


def fate(answer: dict, files: dict) -> str:
    """Say what became of a file; whatever it is, it is said in sentences."""
    if "refused" not in answer:
        assert "deck" in answer or files
        return "read"
    assert answer["refused"]
    assert all(sentence and "\n" not in sentence.strip() for sentence in answer["refused"])
    return "ended" if answer["refused"] == ["the process ended"] else "refused"
