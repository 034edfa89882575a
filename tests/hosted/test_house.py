"""One workshop on two processes: each part may fail, and what was acknowledged stays."""

import json
import ssl
import subprocess
import sys
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPException, HTTPSConnection
from threading import Thread

import pytest
from sqlalchemy import func, select

from tests.hosted.house import Browser, Nginx, Stream
from tests.hosted.servers import wait_until
from toolkit.activities.models import Entry, Envelope, Voter

pytestmark = pytest.mark.usefixtures("everything_runs")


@contextmanager
def watching(house, process=None, audience="wall"):
    """Open a stream on one process, or through nginx, and wait for its first frame."""
    stream = Stream(Browser(house, process), house.stream(audience))
    wait_until(lambda: stream.frames)
    yield stream
    stream.close()


def person(house, number, process=None):
    browser = Browser(house, process)
    browser.cookies[f"__Host-musette-w-{house.room.code}"] = house.room.tokens[number]
    return browser


def ballot(house, grade):
    return f"/w/{house.room.code}/{house.room.vote}/vote", dict.fromkeys(house.room.choices, grade)


def count(house, model):
    with house.database.read() as session:
        return session.scalar(select(func.count()).select_from(model).filter_by(activity_id=house.room.vote))


class Everybody:
    """Ten people who write line after line, each from their own phone, until told to stop."""

    def __init__(self, house):
        self.house, self.going, self.acknowledged = house, True, {}
        self.people = [person(house, number) for number in range(len(house.room.tokens))]
        self.threads = [Thread(target=self.write, args=(one,), daemon=True) for one in range(len(self.people))]
        for thread in self.threads:
            thread.start()

    def write(self, number):
        """Write on a field of the table's sheet; of two texts, one's own is kept, on top of the other."""
        path, base, line = f"/w/{self.house.room.code}/{self.house.room.sheet}/fields/whom", 1, 0
        while self.going:
            text, line = f"line {line} of {number}", line + 1
            status = 409
            while status == 409 and self.going:
                form = {"text": text, "base": base, "key": f"{number} {line} {base}"}
                status, answer, _headers = self.people[number].insist(path, form)
                base = base + 1 if status == 409 else json.loads(answer)["version"]
            if status == 200:
                self.acknowledged.setdefault(number, []).append(text)

    def stop(self):
        self.going = False
        for thread in self.threads:
            thread.join(60)

    def saved(self):
        """Count the lines that were acknowledged."""
        return sum(map(len, self.acknowledged.values()))

    def go_on(self):
        """Wait until more is acknowledged than can have been under way."""
        before = self.saved()
        wait_until(lambda: self.saved() > before + len(self.people))

    def lost(self):
        """List what was acknowledged and is nowhere."""
        with self.house.database.read() as session:
            kept = set(session.scalars(select(Entry.text)))
        return [text for texts in self.acknowledged.values() for text in texts if text not in kept]


def test_nginx_accepts_the_file_of_the_documentation(house):
    done = house.nginx.test()

    assert done.returncode == 0, done.stderr


def test_somebody_joins_through_nginx_and_their_cookie_is_for_https_only(house):
    browser = Browser(house)

    status, _text, headers = browser.ask("POST", f"/j/{house.room.code}", {"name": "Amina", "table": "1", "key": "j"})

    assert status == 303
    assert "Secure" in headers["Set-Cookie"]
    assert browser.ask("GET", f"/w/{house.room.code}")[0] == 200


def test_a_page_of_another_site_changes_nothing(house):
    browser = person(house, 0)
    path, form = ballot(house, "good")

    assert browser.ask("POST", path, form, Origin="https://evil.example")[0] == 403


def test_a_vote_on_one_process_is_on_the_screens_of_the_other_at_once(house):
    path, form = ballot(house, "good")
    with watching(house, house.second) as wall, watching(house, house.first) as own:
        before = len(wall.frames), len(own.frames)
        status = person(house, 1, house.first).ask("POST", path, {**form, "key": "seen"})[0]
        wait_until(lambda: len(wall.frames) > before[0] and len(own.frames) > before[1])
        wait_until(lambda: wall.frames[-1].split("\n")[1:] == own.frames[-1].split("\n")[1:])

        assert status == 303


def test_who_is_present_on_one_process_is_present_at_the_desk_of_the_other(house):
    with watching(house, house.second, "run") as desk:
        before = len(desk.frames)
        somebody = Stream(Browser(house, house.first), house.stream("phone", str(house.room.people[2])))
        wait_until(lambda: len(desk.frames) > before)
        somebody.close()

        assert desk.frames[-1] != desk.frames[before - 1]


def test_streams_come_through_nginx_as_they_are_sent(house):
    with watching(house) as wall:
        events = wall.events
        wait_until(lambda: wall.events > events)


def test_nginx_writes_down_nobodys_stream_even_when_it_has_no_connection_left(house):
    cramped = Nginx(house, [one.port for one in house.processes], connections=10)
    cramped.start()
    context, answers = ssl._create_unverified_context(), []
    with ExitStack() as open_ones:
        for _stream in range(12):
            connection = HTTPSConnection("127.0.0.1", cramped.port, timeout=5, context=context)
            open_ones.callback(connection.close)
            with suppress(OSError, HTTPException):
                connection.request("GET", house.stream(), headers={"Host": house.public.split("//")[1]})
                answers.append(connection.getresponse().status)
    cramped.close()

    assert set(answers) - {200} or len(answers) < 12, "it had no connection left"
    assert "/live/" not in cramped.logs
    assert house.room.code not in cramped.logs


@pytest.mark.parametrize("number", [0, 1])
def test_killing_either_process_loses_nothing_that_was_acknowledged(house, number):
    everybody = Everybody(house)
    with watching(house) as wall:
        wait_until(lambda: everybody.saved() > 10)
        house.processes[number].kill()
        everybody.go_on()  # of these, ten answers at most may still come from the one that was killed
        house.processes[number].start()
        wait_until(house.processes[number].is_ready)
        everybody.stop()
        frames = len(wall.frames)
        path, form = ballot(house, "good")
        voted = person(house, 4 + number).insist(path, {**form, "key": f"after {number}"})[0]
        wait_until(lambda: len(wall.frames) > frames)

    assert voted < 400
    assert everybody.lost() == []


def test_without_redis_people_vote_and_screens_follow_all_the_same(house):
    path, form = ballot(house, "fair")
    with watching(house, house.second) as wall:
        house.redis.stop()
        try:
            wait_until(lambda: not house.second.hears_redis)
            before = len(wall.frames)
            status = person(house, 3, house.first).ask("POST", path, {**form, "key": "no redis"})[0]
            wait_until(lambda: len(wall.frames) > before)
        finally:
            house.redis.start()
        wait_until(lambda: house.first.hears_redis and house.second.hears_redis)

    assert status == 303


def test_postgresql_may_fall_over_while_everybody_writes(house):
    everybody = Everybody(house)
    for _ in range(2):
        everybody.go_on()
        house.postgres.restart()
    wait_until(lambda: all(one.is_ready() for one in house.processes))
    everybody.go_on()
    everybody.stop()

    assert everybody.lost() == []


def test_everybody_has_one_ballot_however_often_and_wherever_they_vote(house):
    def vote(number):
        for turn, process in enumerate([*house.processes, None] * 2):
            path, form = ballot(house, ("good", "fair")[turn % 2])
            browser = person(house, number, process)
            browser.insist(path, {**form, "key": f"{number} {turn}"})
            browser.insist(path, {**form, "key": f"{number} {turn}"})

    before = count(house, Envelope), count(house, Voter)
    voters = range(6, len(house.room.tokens))  # the others vote once each, in tests that wait for a screen to show it
    threads = [Thread(target=vote, args=(number,), daemon=True) for number in voters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    assert (count(house, Envelope), count(house, Voter)) == (before[0] + len(voters), before[1] + len(voters))


def test_a_facilitator_added_by_command_signs_in_through_nginx(house):
    said = subprocess.run(
        [sys.executable, "-m", "toolkit.cli", "people", "add", "Chloé"],
        cwd=house.root, env=house.environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    browser = Browser(house)

    before = browser.ask("GET", "/console")
    form = {"name": "chloé", "passphrase": said.split()[-1], "back": "/console"}
    status, _text, headers = browser.ask("POST", "/sign-in", form)

    assert (before[0], before[2]["Location"]) == (303, "/sign-in?back=/console")
    assert (status, headers["Location"]) == (303, "/console")
    assert all("Secure" in cookie for cookie in headers.get_all("Set-Cookie") if "musette-facilitator" in cookie)
    assert browser.ask("GET", "/console")[0] == 200
    assert browser.ask("GET", f"/run/{house.room.code}")[0] == 303, "it is nobody's: not hers"


def test_figures_are_for_this_machine_only(house):
    here = house.first.ask("GET", "/metrics")
    behind_a_proxy = house.first.ask("GET", "/metrics", headers={"X-Forwarded-For": "203.0.113.9"})

    assert here[0] == 200
    assert 'musette_requests_total{method="GET",route="/readyz",status="200"}' in here[1]
    assert behind_a_proxy[0] == 404
    assert Browser(house).ask("GET", "/metrics")[0] == 404


def test_the_log_says_what_was_asked_and_nothing_about_who(house):
    browser = Browser(house)
    secret = {"name": "Ondine Canari", "table": "1", "key": "log"}
    answer = browser.ask("POST", f"/j/{house.room.code}?from=canari", secret)
    wanted = answer[2]["X-Request-ID"]
    browser.ask("GET", f"/w/{house.room.code}?q=canari")

    wait_until(lambda: any(f'"{wanted}"' in one.log.read_text() for one in house.processes))
    logs = "".join(one.log.read_text() for one in house.processes)
    lines = [json.loads(line) for line in logs.splitlines() if line.startswith("{")]

    mine = next(line for line in lines if line.get("id") == wanted)
    assert (mine["method"], mine["route"], mine["status"]) == ("POST", "/j/<code>", 303)
    assert mine["ms"] > 0
    assert not [word for word in ("canari", "Canari", house.room.code, "203.0.113") if word in logs]
