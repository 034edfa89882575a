import asyncio
import logging
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.live.channels import Channel
from toolkit.live.hub import Hub, HubFull, Rhythm
from toolkit.live.rendering import Ended
from toolkit.live.stream import ENDED

SWIFT = Rhythm(interval=0.001, paces={}, heartbeat=60, grace=0.02)
phone = Channel("A", "phone", "fr")
wall = Channel("A", "wall", "fr")
elsewhere = Channel("B", "wall", "fr")


class Loop(asyncio.SelectorEventLoop):
    """Its clock goes on at once whenever nobody has anything to do: no machine is too slow for it."""

    def __init__(self):
        super().__init__()
        self.now, self.working = 0.0, 0
        self._look, self._selector.select = self._selector.select, self._pass

    def time(self):
        return self.now

    def _pass(self, timeout=None):
        """Let time pass, but not while a thread works."""
        if timeout and self.working:
            timeout = None
        elif timeout:
            self.now, timeout = self.now + timeout, 0
        return self._look(timeout)

    def run_in_executor(self, *what):
        self.working += 1
        work = super().run_in_executor(*what)
        work.add_done_callback(self._rest)
        return work

    def _rest(self, _work):
        self.working -= 1


class Room:
    """A hub over a dictionary of states, whose renderings are counted."""

    def __init__(self, rhythm=SWIFT):
        self.states = {"A": 0, "B": 0}
        self.rendered, self.erased = [], set()
        self.hub = Hub(self.render, rhythm, missing=lambda workshops: workshops & self.erased)

    def render(self, channel):
        self.rendered.append(channel)
        if channel.workshop in self.erased:
            raise Ended
        return f"{channel.audience} {self.states[channel.workshop]}"

    def change(self, workshop, state):
        self.states[workshop] = state
        self.hub.changed(workshop)

    async def __aenter__(self):
        self.hub.start()
        return self

    async def __aexit__(self, *_):
        await self.hub.close()


def body(message):
    return message.decode().partition("data: ")[2].strip()


async def soon(client):
    return body(await asyncio.wait_for(client.next(), 30))


async def nothing_more(client):
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client.next(), 0.03)
    return True


def in_a_room(scene, rhythm=SWIFT, loop=Loop):
    async def play():
        async with Room(rhythm) as room:
            await scene(room)

    with asyncio.Runner(loop_factory=loop) as runner:
        runner.run(play())


def test_the_first_thing_on_connect_is_the_present_state():
    async def scene(room):
        room.states["A"] = 41
        assert await soon(room.hub.join(phone)) == "phone 41"

    in_a_room(scene)


def test_a_change_reaches_every_channel_of_its_workshop_and_no_other():
    async def scene(room):
        clients = [room.hub.join(channel) for channel in (phone, wall, elsewhere)]
        for client in clients:
            await soon(client)
        room.change("A", 1)
        assert [await soon(client) for client in clients[:2]] == ["phone 1", "wall 1"]
        assert await nothing_more(clients[2])

    in_a_room(scene)


def test_a_state_that_looks_the_same_is_not_sent_again():
    async def scene(room):
        client = room.hub.join(phone)
        await soon(client)
        room.hub.changed("A")
        assert await nothing_more(client)

    in_a_room(scene)


def test_one_rendering_serves_everybody_on_a_channel():
    async def scene(room):
        clients = [room.hub.join(phone) for _ in range(250)]
        assert {await soon(client) for client in clients} == {"phone 0"}
        before = len(room.rendered)
        room.change("A", 1)
        assert {await soon(client) for client in clients} == {"phone 1"}
        assert len(room.rendered) == before + 1

    in_a_room(scene)


def test_a_slow_client_skips_states():
    async def scene(room):
        slow, quick = room.hub.join(phone), room.hub.join(phone)
        await soon(slow)
        await soon(quick)
        for state in range(1, 5):
            room.change("A", state)
            assert await soon(quick) == f"phone {state}"
        assert await soon(slow) == "phone 4"
        assert await nothing_more(slow)

    in_a_room(scene)


def test_a_burst_of_changes_is_told_a_few_times_only_and_ends_at_the_last():
    async def scene(room):
        client = room.hub.join(phone)
        await soon(client)
        told = []
        for state in range(1, 101):
            room.change("A", state)
            await asyncio.sleep(0.002)
        while not told or told[-1] != "phone 100":
            told.append(await soon(client))
        assert len(told) < 15
        assert len(set(told)) == len(told)

    in_a_room(scene, Rhythm(interval=0.05, heartbeat=60))


def test_phones_hear_less_often_than_the_wall_and_end_at_the_last_state_too():
    async def scene(room):
        small, big = room.hub.join(phone), room.hub.join(wall)
        told = {phone: [await small.next()], wall: [await big.next()]}
        for state in range(1, 31):
            room.change("A", state)
            await asyncio.sleep(0.02)
            for client in (small, big):
                told[client.slot.channel] += filter(None, [client.due()])
        if body(told[phone][-1]) != "phone 30":
            told[phone].append(await asyncio.wait_for(small.next(), 1))
        assert body(told[phone][-1]) == "phone 30"
        assert len(told[phone]) <= 6 < len(told[wall])

    in_a_room(scene, Rhythm(interval=0.02, paces={"phone": 0.2}, heartbeat=60))


def test_an_isolated_change_goes_out_at_once():
    async def scene(room):
        client = room.hub.join(phone)
        await soon(client)
        await asyncio.sleep(0.6)
        changed = asyncio.get_running_loop().time()
        room.change("A", 1)
        await soon(client)
        assert asyncio.get_running_loop().time() == changed

    in_a_room(scene, Rhythm(interval=0.5, heartbeat=60))


def test_nothing_is_rendered_when_nobody_listens():
    async def scene(room):
        client = room.hub.join(phone)
        await soon(client)
        room.hub.leave(client)
        room.rendered.clear()
        room.change("A", 1)
        await asyncio.sleep(0.05)
        assert room.rendered == []
        assert await soon(room.hub.join(phone)) == "phone 1"

    in_a_room(scene)


def test_changes_from_other_threads_are_heard():
    async def scene(room):
        client = room.hub.join(phone)
        await soon(client)
        threads = [Thread(target=room.change, args=("A", 7)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            await asyncio.to_thread(thread.join)
        assert await soon(client) == "phone 7"

    in_a_room(scene, loop=None)


def test_a_change_before_the_start_or_after_the_end_harms_nobody():
    room = Room()
    room.hub.changed("A")

    async def play():
        async with room:
            assert await soon(room.hub.join(phone)) == "phone 0"

    asyncio.run(play())
    room.hub.changed("A")


def test_a_rendering_that_fails_is_tried_again_until_it_works(monkeypatch, caplog):
    monkeypatch.setattr("toolkit.live.rendering.RETRY", 0.01)

    async def scene(room):
        state = room.states.pop("A")
        client = room.hub.join(phone)
        await asyncio.sleep(0.1)
        room.states["A"] = state
        assert await soon(client) == "phone 0"

    with caplog.at_level(logging.ERROR):
        in_a_room(scene)
    assert len(caplog.records) == 1


def test_everybody_hears_a_heartbeat_when_nothing_happens():
    async def scene(room):
        client = room.hub.join(phone)
        await soon(client)
        beat = b"event: beat\ndata: 1\n\n"  # the number of the newest state: whoever missed that one notices
        assert await asyncio.wait_for(client.next(), 1) == beat
        assert await asyncio.wait_for(client.next(), 1) == beat

    in_a_room(scene, Rhythm(heartbeat=0.02))


def test_present_are_those_with_a_stream_and_each_arrival_changes_the_workshop():
    async def scene(room):
        witness = room.hub.join(wall)
        room.states["A"] = 1
        await soon(witness)
        room.states["A"] = 2
        amina = room.hub.join(phone, "amina")
        assert room.hub.present("A") == {"amina"}
        assert room.hub.present("B") == frozenset()
        assert await soon(witness) == "wall 2"
        room.states["A"] = 3
        room.hub.leave(amina)
        assert room.hub.present("A") == {"amina"}
        assert await soon(witness) == "wall 3"
        assert room.hub.present("A") == frozenset()

    in_a_room(scene)


def test_who_comes_back_within_the_grace_was_never_gone():
    async def scene(room):
        first = room.hub.join(phone, "amina")
        await soon(first)
        room.hub.leave(first)
        room.hub.join(phone, "amina")
        await asyncio.sleep(0.06)
        assert room.hub.present("A") == {"amina"}

    in_a_room(scene)


def test_the_fourth_stream_of_a_person_ends_the_first():
    async def scene(room):
        streams = [room.hub.join(phone, "amina") for _ in range(4)]
        other = room.hub.join(phone, "bruno")
        assert (await streams[0].next()).startswith(b"event: superseded\n")
        assert await streams[0].next() is None
        assert [await soon(client) for client in (*streams[1:], other)] == ["phone 0"] * 4

    in_a_room(scene, Rhythm(interval=0.001, paces={}, heartbeat=60, grace=0.02, streams_each=3))


def test_the_streams_of_a_workshop_that_is_erased_end_at_once_and_those_of_another_go_on():
    async def scene(room):
        clients = [room.hub.join(channel) for channel in (phone, wall)]
        for client in clients:
            await soon(client)
        other = room.hub.join(elsewhere)
        await soon(other)
        room.erased.add("A")
        room.hub.changed("A")
        assert [await client.next() for client in clients] == [ENDED] * 2
        assert [await client.next() for client in clients] == [None] * 2
        room.change("B", 1)
        assert await soon(other) == "wall 1"

    in_a_room(scene)


def test_what_another_program_has_erased_ends_with_the_next_heartbeat():
    async def scene(room):
        client = room.hub.join(wall)
        await soon(client)
        room.erased.add("A")
        message = await client.next()
        while message is not None and message != ENDED:
            message = await client.next()
        assert message == ENDED

    in_a_room(scene, Rhythm(heartbeat=0.02))


def test_whoever_comes_after_the_end_hears_of_it_first():
    async def scene(room):
        room.erased.add("A")
        for _ in range(2):
            client = room.hub.join(phone, "amina")
            assert await client.next() == ENDED
            room.hub.leave(client)

    in_a_room(scene)


def test_what_was_erased_and_came_back_is_shown_again_beside_those_who_have_not_left_yet():
    async def scene(room):
        lingering = room.hub.join(phone)
        await soon(lingering)
        room.erased.add("A")
        room.hub.changed("A")
        assert await lingering.next() == ENDED
        room.erased.clear()
        room.change("A", 7)
        await soon(room.hub.join(elsewhere))
        assert await soon(room.hub.join(phone)) == "phone 7"

    in_a_room(scene)


def test_beyond_its_capacity_the_hub_refuses():
    async def scene(room):
        client = room.hub.join(phone)
        with pytest.raises(HubFull):
            room.hub.join(wall)
        room.hub.leave(client)
        room.hub.join(wall)

    in_a_room(scene, Rhythm(streams=1))


def test_at_the_end_everybody_is_told_when_to_come_back():
    async def play():
        async with Room() as room:
            clients = [room.hub.join(phone) for _ in range(50)]
        goodbyes = [await client.next() for client in clients]
        assert all(message.startswith(b"event: bye\nretry: ") for message in goodbyes)
        delays = {int(message.split()[3]) for message in goodbyes}
        assert len(delays) > 10
        assert 1000 <= min(delays) <= max(delays) < 4000
        assert [await client.next() for client in clients] == [None] * 50
        with pytest.raises(HubFull):
            room.hub.join(phone)

    asyncio.run(play())


steps = st.lists(
    st.one_of(
        st.tuples(st.just("change"), st.sampled_from("AB"), st.integers(0, 3)),
        st.tuples(st.just("join"), st.sampled_from([phone, wall, elsewhere]), st.sampled_from([None, "amina"])),
        st.tuples(st.just("leave"), st.integers(0, 9)),
        st.tuples(st.just("read"), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.sampled_from([0, 0.0005, 0.002])),
    ),
    max_size=25,
)


class Story:
    """What happens to a hub in some order, and what each client has last seen."""

    def __init__(self, room):
        self.room = room
        self.clients = []
        self.seen = {}

    async def change(self, workshop, state):
        self.room.change(workshop, state)

    async def join(self, channel, who):
        self.clients.append(self.room.hub.join(channel, who))

    async def leave(self, place):
        if self.clients:
            client = self.clients.pop(place % len(self.clients))
            self.room.hub.leave(client)

    async def read(self, place):
        if self.clients:
            await self.take(self.clients[place % len(self.clients)], 0.0005)

    async def wait(self, seconds):
        await asyncio.sleep(seconds)

    async def take(self, client, patience):
        try:
            message = await asyncio.wait_for(client.next(), patience)
        except TimeoutError:
            return False
        if message and message.startswith(b"id:"):
            self.seen[client] = body(message)
        return message is not None


@settings(max_examples=60, deadline=None)
@given(steps)
def test_every_client_ends_at_the_last_state_whatever_the_order_of_changes(script):
    async def scene(room):
        story = Story(room)
        for name, *arguments in script:
            await getattr(story, name)(*arguments)
        await asyncio.sleep(0.03)
        for client in story.clients:
            while await story.take(client, 0.002):
                pass
            if not client.over:
                assert story.seen[client] == room.render(client.slot.channel)

    in_a_room(scene)
