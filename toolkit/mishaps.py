"""Mishaps: one step that fails is noted once and replaced by what stands instead, while the rest goes on."""

import logging
from collections.abc import Callable
from typing import Protocol, TypeVar

Result = TypeVar("Result")
Other = TypeVar("Other")
_MOST_NOTED = 1000
_noted: set[tuple[int, str]] = set()
log = logging.getLogger(__name__)


class Step(Protocol):
    """A step of an agenda, as far as the log is concerned."""

    @property
    def id(self) -> int: ...  # noqa: D102 - its number
    @property
    def code(self) -> str: ...  # noqa: D102 - what the agenda calls it


def attempt(step: Step, instead: Other, caller: Callable[[], Result]) -> Result | Other:
    """Return what `caller` makes of a step or, when it fails, what stands `instead`.

    Templates use it as {% call attempt(step, instead) %}. A database that refuses is no matter of one step.
    """
    try:
        return caller()
    except Exception as error:
        if _of_the_database(error):
            raise
        note(step, error)  # whatever it is, the room goes on
        return instead


def _of_the_database(error: Exception) -> bool:
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415  templates are for paper too, which has no database

    return isinstance(error, SQLAlchemyError)


def note(step: Step, error: Exception) -> None:
    """Write in the log why a step cannot be shown, the first time."""
    known = (step.id, repr(error))
    if known in _noted:
        return
    if len(_noted) >= _MOST_NOTED:
        _noted.clear()
    _noted.add(known)
    log.error("The step %s (number %s) cannot be shown.", step.code, step.id, exc_info=error)
