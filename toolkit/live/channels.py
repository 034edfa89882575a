"""Channels: who sees the same thing at the same time."""

from typing import NamedTuple


class Channel(NamedTuple):
    """Everybody who is shown the same bytes: one workshop, one audience, one language."""

    workshop: str
    audience: str
    language: str
