"""Guessing at the codes of workshops: after so many wrong ones a minute, a network finds none for a while."""

from flask import abort, request

from toolkit.web.throttle import Throttle, network

WAIT = 429
_codes = Throttle(most=60, seconds=60, name="codes")  # a whole room behind one address may mistype


def note_wrong_code() -> None:
    """Count a code that leads nowhere; refuse when it was one of too many."""
    refuse_guessers()
    _codes.count(network(request.remote_addr))


def refuse_guessers() -> None:
    """Answer nothing about codes to somebody who guesses: right ones look like wrong ones."""
    if _codes.full(network(request.remote_addr)):
        abort(WAIT)
