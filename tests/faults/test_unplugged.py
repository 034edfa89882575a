"""The server is killed while everybody votes (F1), put to sleep (F31), and everybody comes back at once (F12)."""

import asyncio
import random
import signal
import time
from threading import Event, Thread

import pytest

from tests.faults.laptop import tell
from tests.faults.streams import crowd

GRADES = ("excellent", "good", "fair", "poor", "reject")


class Voter(Thread):
    """Somebody who votes again and again, and remembers what was acknowledged."""

    def __init__(self, person, enough):
        super().__init__(daemon=True)
        self.person, self.enough = person, enough
        self.sent, self.acknowledged = [], 0
        self.refused = []

    def run(self):
        while not self.enough.is_set():
            grade = random.choice(GRADES)
            self.sent.append(grade)
            key = f"{self.person.token[:8]}-{len(self.sent)}"
            answer = self.person.insist(lambda: self.person.vote(grade, key), time.monotonic() + 60)  # noqa: B023
            if answer[0] == 200:
                self.acknowledged += 1
            else:
                self.refused.append(answer)


def begin(laptop):
    enough = Event()
    voters = [Voter(person, enough) for person in laptop.people()]
    for voter in voters:
        voter.start()
    return voters, enough


def end(voters, enough):
    enough.set()
    for voter in voters:
        voter.join(60)
        assert not voter.is_alive()


def lost(laptop, voters):
    """Count the acknowledged votes that the database does not have: each leaves a receipt and the voter's ballot."""
    receipts = dict(laptop.rows("select holder, count(*) from receipt group by holder"))
    ballots = laptop.ballots()
    missing = sum(max(voter.acknowledged - receipts.get(voter.person.holder, 0), 0) for voter in voters)
    return missing + sum(voter.sent[-1] not in ballots.get(voter.person.ballot_key, "") for voter in voters)


def test_an_acknowledged_vote_outlives_the_server(laptop, long, within):
    rounds, most, longest = (25, 5000, 6.0) if long else (3, 100, 1.2)
    laptop.start()
    voters, enough = begin(laptop)
    restarts = []
    while len(restarts) < rounds or sum(voter.acknowledged for voter in voters) < most:
        time.sleep(random.uniform(0.3, longest))
        laptop.unplug()
        restarts.append(laptop.start())
    end(voters, enough)

    acknowledged = sum(voter.acknowledged for voter in voters)
    tell(f"F1: {len(restarts)} kills, {acknowledged} acknowledged, slowest restart {max(restarts):.1f} s")
    assert lost(laptop, voters) == 0
    assert not [refused for voter in voters for refused in voter.refused]
    assert len(laptop.rows("select * from voter")) == len(laptop.ballots()) == len(voters)
    assert laptop.is_sound()
    assert max(restarts) <= within(5)


def test_everybody_comes_back_by_themselves_after_a_crash(laptop, within):
    laptop.start()
    streams = 500

    async def storm():
        async with crowd(laptop, streams) as listeners:
            await listeners.all_have_a_state(within(20))
            laptop.unplug()
            await listeners.all_are_alone(within(5))
            await asyncio.to_thread(laptop.start)
            opened = time.monotonic()
            await listeners.all_have_a_state(within(15))
            return time.monotonic() - opened

    seconds = asyncio.run(storm())

    tell(f"F12: {streams} streams current {seconds:.1f} s after the port opened")
    assert seconds <= within(10)


@pytest.mark.faults
def test_a_server_that_slept_loses_nothing(laptop):
    laptop.start()
    voters, enough = begin(laptop)
    time.sleep(1)
    laptop.signal(signal.SIGSTOP)
    time.sleep(20)
    laptop.signal(signal.SIGCONT)
    woken = time.monotonic()
    before = [voter.acknowledged for voter in voters]
    while any(voter.acknowledged == count for voter, count in zip(voters, before, strict=True)):
        assert time.monotonic() - woken < 10
        time.sleep(0.05)
    tell(f"F31: everybody voted again {time.monotonic() - woken:.1f} s after 20 s of sleep")
    end(voters, enough)

    assert lost(laptop, voters) == 0
    assert laptop.is_sound()
