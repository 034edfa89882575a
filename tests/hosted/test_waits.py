"""The longest that anybody waits for “received” while a part of the hosted server fails, from the phones' side."""

import signal
import time
from contextlib import contextmanager, suppress
from threading import Thread

import pytest

from tests.hosted.house import GONE, Browser, Stream
from tests.hosted.servers import wait_until
from toolkit.workshops import services
from toolkit.workshops.models import Workshop

AIM = 3  # seconds
LOADED = 3  # times as long, on a machine that has other things to do
PAUSES = (0.5, 1, 2, 4, 5)  # seconds after which a phone asks again
PATIENCE = 4  # seconds that a phone waits for an answer
MEANWHILE = 5  # seconds in which people go on giving after the fault
PAGES = 10  # seconds after which nginx asks the other for a page
STREAMS = 7  # seconds after which it asks the other for a stream
GIVEN_UP = 5  # seconds that nginx leaves alone a process that hung


pytestmark = pytest.mark.usefixtures("everything_runs")


class Phone(Thread):
    """Somebody who gives one thing after another, and notes how long each took and what went wrong on the way."""

    def __init__(self, house, cookie, give):
        super().__init__(daemon=True)
        self.waits, self.troubles, self.going, self._give = [], [], True, give
        self._browser = Browser(house, patience=PATIENCE)
        self._browser.cookies.update([cookie])
        self.start()

    def run(self):
        turn = 0
        while self.going:
            turn, began = turn + 1, time.monotonic()
            path, form = self._give(turn)
            self._insist(path, {**form, "key": f"{id(self)} {turn}"})
            self.waits.append(time.monotonic() - began)
            time.sleep(0.1)

    def _insist(self, path, form):
        pauses = iter(PAUSES)
        while (trouble := self._trouble(path, form)) is not None:
            self.troubles.append(trouble)
            time.sleep(next(pauses, PAUSES[-1]))

    def _trouble(self, path, form):
        """Say what went wrong with one attempt, if anything did."""
        with suppress(*GONE):
            status = self._browser.ask("POST", path, form, Accept="application/json")[0]
            assert status < 400 or status >= 500, status
            return status if status >= 500 else None
        return "no answer"


def voter(house, number):
    """Somebody who votes, and changes their mind."""
    path, grades = f"/w/{house.room.code}/{house.room.vote}/vote", ("good", "fair")
    cookie = f"__Host-musette-w-{house.room.code}", house.room.tokens[number]
    return Phone(house, cookie, lambda turn: (path, dict.fromkeys(house.room.choices, grades[turn % 2])))


def desk(house):
    """The facilitator, who gives the step one minute after another."""

    def unit(session):
        workshop = session.query(Workshop).filter_by(code=house.room.code).one()
        return services.grant(session, workshop, "facilitator")

    cookie = f"__Host-musette-run-{house.room.code}", house.database.write(unit)
    path = f"/run/{house.room.code}/{house.room.vote}/timer"
    return Phone(house, cookie, lambda turn: (path, {"do": ("more", "less")[turn % 2]}))


@contextmanager
def killed(house, number):
    house.processes[number].kill()
    yield


@contextmanager
def hanging(house, number):
    house.processes[number].running.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        house.processes[number].running.send_signal(signal.SIGCONT)
        time.sleep(GIVEN_UP)


@contextmanager
def started_anew(house, number):
    house.processes[number].stop()
    house.processes[number].start()
    yield


@contextmanager
def without_redis(house, _number):
    house.redis.stop()
    try:
        yield
    finally:
        house.redis.start()


@contextmanager
def redis_hanging(house, _number):
    house.redis.send(signal.SIGSTOP)
    try:
        yield
    finally:
        house.redis.send(signal.SIGCONT)


@pytest.mark.parametrize(
    ("fault", "number"),
    [*((fault, number) for fault in (killed, started_anew, hanging) for number in (0, 1)),
     (without_redis, 0), (redis_hanging, 0)],
)  # fmt: skip
def test_nobody_waits_long_while_a_part_fails(house, fault, number, record_property):
    people = {f"phone {each}": voter(house, each) for each in range(6)} | {"desk": desk(house)}
    wait_until(lambda: all(len(one.waits) > 1 for one in people.values()))
    for one in people.values():
        one.waits.clear()
    with fault(house, number):
        time.sleep(MEANWHILE)
        for one in people.values():
            one.going = False
        for one in people.values():
            one.join(30)

    longest = {name: round(max(one.waits, default=99), 2) for name, one in people.items()}
    record_property(f"longest waits, {fault.__name__} {number}", longest)
    assert max(longest.values()) < AIM * LOADED, longest
    if fault is not hanging:
        assert not [one.troubles for one in people.values() if one.troubles], "nginx asks the other at once"


def test_a_page_that_a_process_does_not_give_comes_from_the_other(house):
    browser = Browser(house)
    for number in (0, 1):
        with hanging(house, number):
            began = time.monotonic()
            status, page, _headers = browser.ask("GET", f"/j/{house.room.code}")
            assert (status, house.room.code in page) == (200, True)
            assert time.monotonic() - began < PAGES * LOADED


@pytest.mark.parametrize("number", [0, 1])
def test_a_stream_that_a_hanging_process_does_not_open_comes_from_the_other(house, number):
    browser = Browser(house)
    with hanging(house, number):
        stream = Stream(browser, house.stream())
        took = wait_until(lambda: stream.frames)
        stream.close()

    assert took < STREAMS * LOADED


def test_as_soon_as_a_process_is_back_nginx_asks_it_however_often_it_was_in_vain(house):
    browser = Browser(house)
    for one in house.processes:
        one.kill()
    answers = [browser.ask("GET", "/healthz")[0] for _attempt in range(6)]
    house.first.start()
    while not house.first.is_ready():
        answers.append(browser.ask("GET", "/healthz")[0])
        time.sleep(0.1)

    assert set(answers) <= {200, 502}
    assert 502 in answers
    assert [browser.ask("GET", "/healthz")[0] for _attempt in range(6)] == [200] * 6
