"""Processes tell each other what changed and who is here; Redis may go, and come back, and nobody waits for it."""

import asyncio
import signal
import time
from contextlib import contextmanager

import pytest

from tests.hosted.servers import wait_until
from toolkit.live.channels import Channel
from toolkit.live.presence import Presence
from toolkit.live.relay import Relay
from toolkit.live.rendering import Ended
from toolkit.live.rhythm import Rhythm
from toolkit.live.shared import Neighbours, SharedHub
from toolkit.live.stream import ENDED


class Process:
    """One process, as far as the relay goes."""

    def __init__(self, redis, secret="one"):
        self.heard, self.looked, self.people = [], [], {}
        self.neighbours = Neighbours()
        self.relay = Relay(redis.url, secret)
        self.relay.on("changed", self.heard.append)
        self.relay.on("failed", self.heard.append)
        self.relay.alone = lambda: self.looked.append(1)
        self.relay.met = self.neighbours.note
        self.relay.present = lambda: self.people
        self.relay.start()

    def sees(self, who):
        return lambda: who in self.neighbours.of("ROOM")


@contextmanager
def processes(redis, *secrets):
    made = [Process(redis, secret) for secret in secrets]
    wait_until(lambda: all(one.relay.connected for one in made))
    yield made
    for one in made:
        one.relay.close()


def test_what_one_posts_the_others_hear_within_a_moment_and_it_does_not_hear_itself(redis):
    with processes(redis, "one", "one", "one", "other") as (first, second, third, stranger):
        first.relay.post("changed", "ROOM")

        wait_until(lambda: second.heard == third.heard == ["ROOM"])

        assert first.heard == stranger.heard == []


def test_each_knows_who_is_present_at_the_other_until_they_leave(redis):
    with processes(redis, "one", "one") as (first, second):
        known = []
        second.relay.on("changed", lambda _room: known.append(second.sees("7")()))
        first.people = {"ROOM": ["7"]}
        first.relay.post("changed", "ROOM")
        wait_until(lambda: known)
        first.people = {}
        wait_until(lambda: "7" not in second.neighbours.of("ROOM"))

        assert known == [True], "who came is told with the change that it makes, not with the next beat"


def test_the_people_of_a_process_that_was_killed_are_forgotten(redis):
    with processes(redis, "one", "one") as (first, second):
        first.people = {"ROOM": ["7"]}
        wait_until(second.sees("7"))

        first.relay.close()

        wait_until(lambda: not second.neighbours.of("ROOM"))


def test_what_is_erased_through_one_process_ends_the_streams_of_the_others(redis):
    erased = set()

    def render(channel):
        if channel.workshop in erased:
            raise Ended
        return "state"

    async def play():
        hubs = [
            SharedHub(render, Relay(redis.url, "ends"), Presence(), Neighbours(), Rhythm(heartbeat=600)) for _ in "ab"
        ]
        for hub in hubs:
            hub.start()
        client = hubs[1].join(Channel("ROOM", "wall", "fr"))
        assert b"state" in await client.next()
        await asyncio.to_thread(wait_until, lambda: all(hub._relay.connected for hub in hubs))
        erased.add("ROOM")
        hubs[0].changed("ROOM")
        assert await client.next() == ENDED
        for hub in hubs:
            await hub.close()

    asyncio.run(play())


@contextmanager
def gone(redis):
    redis.stop()
    yield
    redis.start()


@contextmanager
def hanging(redis):
    redis.send(signal.SIGSTOP)
    yield
    redis.send(signal.SIGCONT)


@pytest.mark.parametrize("trouble", [gone, hanging])
def test_when_redis_fails_everything_is_looked_at_until_it_is_back_and_nobody_waits(redis, trouble):
    with processes(redis, "one", "one") as (first, second):
        first.people = {"ROOM": ["7"]}
        wait_until(second.sees("7"))

        with trouble(redis):
            began = time.monotonic()
            for number in range(20):
                first.relay.post("changed", f"ROOM {number}")
            posting = time.monotonic() - began
            noticed = wait_until(lambda: not first.relay.connected and not second.relay.connected)
            looked = len(second.looked)
            wait_until(lambda: len(second.looked) > looked)
            present = second.sees("7")()
        wait_until(lambda: first.relay.connected and second.relay.connected)
        first.relay.post("changed", "LATER")
        wait_until(lambda: "LATER" in second.heard)

        assert posting < 10, "each would have waited two seconds"
        assert noticed < 3, "two seconds, and one for a machine that has other things to do"
        assert present, "nobody is told to have left only because Redis has"
