"""Ports for the servers under test."""

import socket
from contextlib import suppress
from secrets import randbelow


def free_port():
    """Return a port that stays free until the test takes it: it is below those that the system lends."""
    while True:
        port = 20_000 + randbelow(10_000)  # and not one that another run of the tests, with the same seed, chooses too
        with suppress(OSError), socket.socket() as door:
            door.bind(("", port))
            return port
