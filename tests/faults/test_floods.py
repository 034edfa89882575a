"""One device of the Wi-Fi does its worst, all on this machine: pages and votes of the others go on (T5)."""

import re
import socket
import time
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.faults.laptop import GONE, tell

ATTACKER = "127.0.0.2"
SECONDS = 12
BODY = b"POST /language HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
MOST_MEMORY = 100  # MB
MOST_WAIT = 2.0  # seconds: attacker and laptop share the processors here, and 3,000 connections are opened at once


def connect(laptop, stack):
    return stack.enter_context(
        closing(socket.create_connection((laptop.host, laptop.port), source_address=(ATTACKER, 0)))
    )


def hold(laptop, over, count, beginning, drip=b""):
    """Open connections, say how each begins, then a letter on each every two seconds."""
    with ExitStack() as stack:
        doors = [connect(laptop, stack) for _ in range(count)]
        for door in doors:
            door.sendall(beginning)
        while not over.wait(2):
            for door in doors:
                with suppress(OSError):
                    door.send(drip)


def unfinished_heads(laptop, over):
    hold(laptop, over, 3000, b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ")


def letters(laptop, over):
    hold(laptop, over, 1000, BODY % 10_000, b"a")


def silent_connections(laptop, over):
    hold(laptop, over, 3000, b"")


def long_bodies(laptop, over):
    """Forty bodies of 30 MB, from somebody who may send none."""

    def send():
        with ExitStack() as stack, suppress(OSError):
            door = connect(laptop, stack)
            door.sendall(BODY % 30_000_000)
            while not over.is_set():
                door.sendall(b"x" * 65536)

    senders = [Thread(target=send) for _ in range(40)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()


def a_long_address(laptop, over):
    while not over.is_set():
        with ExitStack() as stack, suppress(OSError):
            connect(laptop, stack).sendall(b"GET /" + b"x" * 40_000_000)


def requests(laptop, over):
    """As many pages as fifty connections get."""

    def ask():
        with ExitStack() as stack, suppress(OSError):
            door = connect(laptop, stack)
            while not over.is_set():
                door.sendall(b"GET /about HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                door.recv(65536)

    senders = [Thread(target=ask) for _ in range(50)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()


@contextmanager
def under(attack, laptop):
    over = Event()
    attacker = Thread(target=attack, args=(laptop, over))
    attacker.start()
    try:
        yield
    finally:
        over.set()
        attacker.join()


def waits(laptop, voter, seconds):
    """Ask whether the laptop is there, and vote, again and again; return both lists of waits, sorted."""
    health, votes, end = [], [], time.monotonic() + seconds
    while time.monotonic() < end:
        for kind, act in ((health, laptop.answers), (votes, lambda: vote(voter))):
            began = time.monotonic()
            assert act()
            kind.append(time.monotonic() - began)
        time.sleep(0.02)
    return sorted(health), sorted(votes)


def vote(voter):
    with suppress(*GONE):
        return voter.vote("good", f"{time.monotonic_ns()}")[0] == 200
    return False


def memory(laptop):
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{laptop.process.pid}/status").read_text())[1]) / 1024


@pytest.mark.faults
@pytest.mark.parametrize(
    "attack", [unfinished_heads, letters, silent_connections, long_bodies, a_long_address, requests]
)
def test_one_device_holds_up_itself_and_nobody_else(laptop, attack):
    laptop.start()
    voter = laptop.people()[0]
    waits(laptop, voter, 3)
    before = memory(laptop)
    with under(attack, laptop):
        health, votes = waits(laptop, voter, SECONDS)
        taken = memory(laptop) - before
    p99 = votes[int(len(votes) * 0.99)]

    tell(
        f"T5 {attack.__name__}: longest /healthz {health[-1] * 1000:.0f} ms, vote p99 {p99 * 1000:.0f} ms, "
        f"longest {votes[-1] * 1000:.0f} ms, {taken:.0f} MB more"
    )
    assert max(health[-1], votes[-1]) < MOST_WAIT
    assert taken < MOST_MEMORY
