"""Seals: the key to the envelopes of a secret vote that is open, in a file beside the database, never in it.

It is destroyed when the vote closes: whatever was copied of the database or its log meanwhile stays unreadable.
"""

import json
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from sqlalchemy import String, cast, delete, select
from sqlalchemy.orm import Session

from toolkit import files
from toolkit.activities.models import Activity, Envelope, Voter
from toolkit.workshops.models import Receipt

FOLDER = "seals"
SIZE = 64  # bytes
RECENT = 600  # seconds: whoever made it has perhaps not finished
_in_use: list[Path] = []


class SealLost(LookupError):
    """The key to the envelopes of a vote is not here: the database was restored after that vote, or elsewhere."""


def keep_in(data: Path) -> None:
    """Keep the seals of this process in the data folder, which only its owner can read."""
    folder = data / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    files.sync_folder(data)
    _in_use[:] = [folder]


def new() -> str:
    """Make a seal and return its name, once a power cut can no longer take it."""
    name = secrets.token_hex(16)
    files.write(_file(name), secrets.token_bytes(SIZE), durable=True)
    return name


def key(name: str) -> bytes:
    """Return a seal, or raise SealLost."""
    try:
        return _file(name).read_bytes()
    except FileNotFoundError as error:
        raise SealLost(name) from error


def destroy(name: str) -> None:
    """Overwrite a seal and remove it; one that is not there is no matter."""
    with suppress(FileNotFoundError):
        with _file(name).open("rb+") as opened:
            opened.write(bytes(SIZE))
            opened.flush()
            os.fsync(opened.fileno())
        _file(name).unlink()
        files.sync_folder(_in_use[0])


def tidy(session: Session) -> None:
    """Destroy the seals that no vote names, and give up the envelopes whose seal is gone: those people vote again."""
    named = session.scalars(select(Activity).where(Activity.seal.is_not(None))).all()
    kept = {file.name: file.stat().st_mtime for file in _in_use[0].iterdir()}
    for vote in named:
        if vote.seal not in kept:
            _give_up(session, vote)
    for name in kept.keys() - {vote.seal for vote in named}:
        if kept[name] < time.time() - RECENT:
            destroy(name)


def _give_up(session: Session, vote: Activity) -> None:
    for row in (Envelope, Voter):
        session.execute(delete(row).where(row.activity_id == vote.id))
    session.execute(delete(Receipt).where(cast(Receipt.result, String) == json.dumps({"vote": vote.id})))
    vote.seal = None


def _file(name: str) -> Path:
    return _in_use[0] / name
