"""Rendering processes that start while a command still loads what else it needs; of a deck drawn before, none."""

from pathlib import Path

from toolkit import config
from toolkit.config import BadSetting
from toolkit.printing.render import store
from toolkit.printing.render.editions import edition
from toolkit.printing.render.pool import pool


def begin(data: Path | None, deck: str) -> None:
    """Have the processes start, if they will be wanted; what is wrong with the settings is for others to say.

    They do not step back: whoever typed the command waits for them, and a room has a server and processes of its own.
    """
    pool().behind = 0
    try:
        store.keep_in(config.load(data=data).data)
    except (BadSetting, OSError):
        return
    if store.store.get(_name(deck)) is None:
        pool().prepare()


def remember(deck: str) -> None:
    """Remember that this deck was drawn."""
    store.store.put(_name(deck), b"drawn")


def _name(deck: str) -> str:
    return store.digest("drawn", edition(), deck)
