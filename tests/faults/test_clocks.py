"""The laptop's clock is set by hand, or by the network, in the middle of a workshop (F7)."""

import json
import re
import socket
import time
from pathlib import Path

import pytest

from tests.faults.laptop import tell

LIBRARIES = "/usr/lib/*/faketime/libfaketime.so.1"
JUMPS = {"two hours on": "+2h", "two hours back": "-2h", "four hundred days on": "+400d"}


@pytest.fixture
def clock(laptop, tmp_path):
    """Start the laptop with a clock that can be set: clock("+2h")."""
    library = next(iter(sorted(Path("/").glob(LIBRARIES[1:]))))
    hand = tmp_path / "clock"
    hand.write_text("+0\n")
    laptop.start(
        LD_PRELOAD=str(library),
        FAKETIME_TIMESTAMP_FILE=str(hand),
        FAKETIME_DONT_FAKE_MONOTONIC="1",
        FAKETIME_NO_CACHE="1",
    )
    return lambda jump: hand.write_text(f"{jump}\n")


def seconds_left(laptop):
    """Return what the timer says, and when it was asked and heard: on a busy machine seconds lie between."""
    asked = time.monotonic()
    page = laptop.desk(f"/run/{laptop.room.code}/now")
    return int(re.search(r'<time-left[^>]* left="(-?\d+)"', page)[1]), asked, time.monotonic()


def off(before, after):
    """Return by how many seconds the timer is off: what it counted, beyond what can have passed between the two."""
    (left, asked, heard), (left_after, asked_after, heard_after) = before, after
    counted = left - left_after
    return max(asked_after - heard - counted, counted - (heard_after - asked), 0)


@pytest.mark.faults("faketime")
@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
def test_a_clock_that_jumps_changes_no_timer_no_order_and_no_key(laptop, clock, jump):
    amina, _aziz = laptop.people()[:2]
    stream = laptop.stream()
    before = seconds_left(laptop)
    assert amina.vote("good", "before")[0] == 200
    first = amina.write("whom", "Before the jump", 1, "one")

    clock(jump)
    assert amina.vote("poor", "after")[0] == 200
    second = amina.write("whom", "After the jump", json.loads(first[1])["version"], "two")
    wrong = off(before, seconds_left(laptop))

    tell(f"F7: {jump}: the timer is off by {wrong:.1f} s")
    assert (first[0], second[0]) == (200, 200)
    assert wrong < 3
    texts = [text for (text,) in laptop.rows("select text from entry where text like '%jump' order by written_at")]
    assert texts == ["Before the jump", "After the jump"]
    assert laptop.open_a_page()
    assert opens(laptop, stream)


def opens(laptop, stream):
    """Tell whether a stream signed before the jump is still served."""
    with socket.create_connection((laptop.host, laptop.port), timeout=5) as door:
        door.sendall(f"GET {stream} HTTP/1.1\r\nHost: {laptop.host}:{laptop.port}\r\n\r\n".encode())
        return door.recv(100).startswith(b"HTTP/1.1 200")
