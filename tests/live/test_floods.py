"""Sockets that say little, much or nothing: they hold up themselves, and nobody else."""

import asyncio
import socket
import threading
import time
from contextlib import ExitStack, closing, suppress
from io import BytesIO

import pytest

from toolkit.live import crowd, request_heads
from toolkit.live.bodies import Pace
from toolkit.live.bridge import Limits
from toolkit.live.turns import Shares, TooMany, Turns


def application(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        time.sleep(0.3)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["wsgi.input"].read()[:5]]


def room(environ, start_response):
    """Strangers may send nothing long; who has a cookie, 200,000 bytes."""
    known = environ.get("HTTP_COOKIE", "")
    if known:
        start_response("204 No Content", [("X-Room", f"200000 {known}")])
        return []
    start_response("403 Forbidden", [])
    return [b"Who are you?"]


def head(length, cookie="a"):
    lines = ["POST / HTTP/1.1", "Host: x", f"Content-Length: {length}", f"Cookie: {cookie}", "", ""]
    return "\r\n".join(lines).encode()


def connect(site, stack):
    return stack.enter_context(closing(socket.create_connection(("127.0.0.1", site.port), timeout=30)))


def rest(connection):
    """Read until the server has closed the connection; return what it said."""
    said = b""
    with suppress(ConnectionError):
        while piece := connection.recv(4096):
            said += piece
    return said


def test_a_head_that_is_never_finished_is_given_up(serve, monkeypatch):
    monkeypatch.setattr(request_heads, "PATIENCE", 0.5)
    with serve(application) as site, ExitStack() as stack:
        silent, half, second = (connect(site, stack) for _ in range(3))
        half.sendall(b"GET / HTTP/1.1\r\nHost: ")
        second.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert second.recv(4096).startswith(b"HTTP/1.1 200")
        second.sendall(b"GET / HTT")
        began = time.monotonic()
        assert [rest(connection) for connection in (silent, half, second)] == [b"", b"", b""]
        assert time.monotonic() - began < 10


def test_a_head_that_has_come_in_time_leaves_all_the_time_for_the_answer(serve, monkeypatch):
    monkeypatch.setattr(request_heads, "PATIENCE", 0.1)
    with serve(application) as site:
        assert site.ask("GET", "/slow")[0].status == 200


def test_a_body_that_comes_letter_by_letter_is_given_up_in_the_end(serve):
    with serve(application, limits=Limits(pace=Pace(silence=5, start=0.5))) as site, ExitStack() as stack:
        drip = connect(site, stack)
        drip.sendall(head(1000))
        with suppress(ConnectionError):
            for _ in range(40):
                drip.sendall(b"a")
                time.sleep(0.02)
        assert rest(drip).startswith(b"HTTP/1.1 408")


def test_unfinished_bodies_keep_nobody_out(serve):
    """A thousand of them once filled the thousand places for requests in hand: 503 for everybody."""
    with serve(application, limits=Limits(waiting=50, waiting_each=40)) as site, ExitStack() as stack:
        for _ in range(200):
            connect(site, stack).sendall(head(100))
        assert site.ask("POST", "/", b"a vote")[1] == b"a vot"


def test_nothing_long_is_kept_of_somebody_who_may_not_send_it(serve, monkeypatch):
    written = []

    class File(BytesIO):
        def write(self, data):
            written.append(len(data))
            return super().write(data)

    monkeypatch.setattr("toolkit.live.bodies.SpooledTemporaryFile", lambda _size: File())
    with serve(application, room=room) as site:
        response, said = site.ask("POST", "/", b"x" * 5_000_000)
        assert (response.status, said, sum(written)) == (403, b"Who are you?", 0)
        response, said = site.ask("POST", "/", iter([b"x" * 50_000] * 20))
        assert (response.status, said) == (403, b"Who are you?")
        assert sum(written) < 300_000


def test_somebody_known_may_send_as_much_as_there_is_room_for(serve):
    with serve(application, room=room) as site:
        assert site.ask("POST", "/", b"x" * 200_000, {"Cookie": "a"})[1] == b"xxxxx"
        assert site.ask("POST", "/", b"x" * 200_001, {"Cookie": "a"})[0].status == 413


def test_long_bodies_are_bounded_for_each_person_and_in_all(serve):
    limits = Limits(held=400_000, held_each=250_000)
    with serve(application, limits=limits, room=room) as site, ExitStack() as stack:
        for name in ("amina", "bruno"):
            connect(site, stack).sendall(head(190_000, name))
        time.sleep(0.3)
        assert site.ask("POST", "/", b"x" * 100_000, {"Cookie": "amina"})[0].status == 503
        assert site.ask("POST", "/", b"x" * 100_000, {"Cookie": "chloe"})[0].status == 503
        assert site.ask("POST", "/", b"a vote", {"Cookie": "amina"})[1] == b"a vot"


def test_files_leave_threads_to_those_who_vote(serve):
    long = b"x" * 100_000
    with serve(application, limits=Limits(threads=4, changes=4, long=1), room=room) as site:
        files = [
            threading.Thread(target=site.ask, args=("POST", "/slow", long, {"Cookie": f"{number}"}))
            for number in range(8)
        ]
        for one in files:
            one.start()
        time.sleep(0.1)
        began = time.monotonic()
        assert site.ask("POST", "/", b"a vote")[0].status == 200
        waited = time.monotonic() - began
        for one in files:
            one.join()
    assert waited < 1  # all eight take 2.4 s


def test_each_address_has_its_turn():
    async def scene():
        turns, order = Turns(1), []

        async def work(address):
            async with turns.one(address):
                order.append(address)
                await asyncio.sleep(0)

        await asyncio.gather(*(work("flood") for _ in range(50)), work("amina"), work("bruno"))
        return order, turns

    order, turns = asyncio.run(scene())

    assert len(order) == 52
    assert {order.index("amina"), order.index("bruno")} <= {1, 2, 3}
    assert (turns._free, len(turns._waiting)) == (1, 0)


def test_who_gives_up_while_waiting_costs_no_turn():
    async def scene():
        turns = Turns(1)

        async def work():
            async with turns.one("b"):
                pass

        async with turns.one("a"):
            first, second = (asyncio.ensure_future(work()) for _ in range(2))
            await asyncio.sleep(0)
            first.cancel()
            await asyncio.sleep(0)
        third = asyncio.ensure_future(work())
        await asyncio.gather(second, third)
        return turns._free

    assert asyncio.run(scene()) == 1


def test_what_is_held_is_given_back():
    shares = Shares(each=2, most=3)
    with shares.hold("a", 2), shares.hold("b"):
        for who in ("a", "b", "c"):
            with pytest.raises(TooMany), shares.hold(who):
                pass
    with shares.hold("c", 2):
        pass
    assert shares._held.total() == 0


def test_when_the_house_is_full_one_connection_gives_way(serve, monkeypatch):
    with serve(application) as site, ExitStack() as stack:
        doors = [connect(site, stack) for _ in range(5)]
        time.sleep(0.2)
        monkeypatch.setattr(crowd.CROWD, "most", crowd.CROWD._count)
        assert site.ask("GET", "/")[0].status == 200
        assert rest(doors[0]) == b""


def test_a_full_house_sends_away_the_address_with_the_most():
    class Door:
        is_open = True

        def leave(self):
            self.is_open = False

    house, hoard, amina = crowd.Crowd(3), [Door() for _ in range(3)], Door()
    for door in hoard:
        house.add("hoard", door)
    house.add("amina", amina)

    assert [door.is_open for door in (*hoard, amina)] == [False, True, True, True]
