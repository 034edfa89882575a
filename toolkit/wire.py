"""How the program and its processes talk: a line of JSON, then bytes.

JSON and not pickle, so that a process that was taken over cannot answer with code.
"""

import json
from typing import Any, BinaryIO

Message = tuple[dict[str, Any], bytes]


def send(stream: BinaryIO, header: dict[str, Any], body: bytes = b"") -> None:
    """Write one message and see it off."""
    stream.write(message(header, body))
    stream.flush()


def message(header: dict[str, Any], body: bytes = b"") -> bytes:
    """Return one message as it is sent."""
    return json.dumps({**header, "length": len(body)}).encode() + b"\n" + body


def receive(stream: BinaryIO) -> Message:
    """Read one message; raise EOFError when the other side is gone."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    header = json.loads(line)
    body = stream.read(header["length"])
    if len(body) != header["length"]:
        raise EOFError
    return header, body
