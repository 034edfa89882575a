import asyncio
import contextvars
import http.client
import logging
import socket
import threading
from collections import Counter
from wsgiref.validate import validator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.live.bodies import Pace
from toolkit.live.bridge import Limits
from toolkit.live.environ import build
from toolkit.live.reply import BATCH, Reply

TEXT = [("Content-Type", "text/plain")]
person = contextvars.ContextVar("person", default="nobody")


def say(start_response, text, status="200 OK", headers=TEXT):
    body = text if isinstance(text, bytes) else text.encode()
    start_response(status, [*headers, ("Content-Length", str(len(body)))])
    return [body]


class Download:
    """A long answer, which notes in which context each piece is made and whether it was closed."""

    def __init__(self, pieces):
        self.left = pieces
        self.closed = threading.Event()
        self.people = set()

    def __call__(self, _, start_response):
        start_response("200 OK", TEXT)
        person.set("amina")
        return self

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        self.people.add(person.get())
        return b"x" * 100_000

    def close(self):
        self.closed.set()


@pytest.fixture(scope="module")
def described(serve):
    """A site that answers every request with a description of it, checked against the WSGI standard."""
    seen = {}

    def application(environ, start_response):
        size = int(environ["CONTENT_LENGTH"] or 0)
        seen.clear()
        seen.update(environ, body=environ["wsgi.input"].read(size))
        return say(start_response, "seen")

    with serve(validator(application)) as site:
        site.seen = seen
        yield site


@pytest.mark.filterwarnings("default")
def test_a_request_arrives_as_the_standard_wants_it(described):
    response, text = described.ask("POST", "/a%20b/%C3%A9?q=%C3%A9&x", b"hello", {"Content-Type": "text/x"})

    seen = described.seen
    assert (response.status, text) == (200, b"seen")
    assert (seen["REQUEST_METHOD"], seen["SCRIPT_NAME"], seen["QUERY_STRING"]) == ("POST", "", "q=%C3%A9&x")
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/a b/é"
    assert (seen["body"], seen["CONTENT_LENGTH"], seen["CONTENT_TYPE"]) == (b"hello", "5", "text/x")
    assert (seen["REMOTE_ADDR"], seen["SERVER_NAME"], seen["SERVER_PORT"]) == (
        "127.0.0.1",
        "127.0.0.1",
        str(described.port),
    )
    assert (seen["SERVER_PROTOCOL"], seen["wsgi.url_scheme"]) == ("HTTP/1.1", "http")
    assert seen["HTTP_HOST"] == f"127.0.0.1:{described.port}"


def test_repeated_headers_are_joined_and_disguised_ones_dropped(described):
    connection = http.client.HTTPConnection("127.0.0.1", described.port)
    connection.putrequest("GET", "/")
    for name, value in [("Cookie", "a=1"), ("Cookie", "b=2"), ("X-Two", "1"), ("X-Two", "2"), ("X_Forwarded_For", "9")]:
        connection.putheader(name, value)
    connection.endheaders()
    connection.getresponse().read()
    connection.close()

    assert described.seen["HTTP_COOKIE"] == "a=1; b=2"
    assert described.seen["HTTP_X_TWO"] == "1,2"
    assert "HTTP_X_FORWARDED_FOR" not in described.seen


def test_a_chunked_body_arrives_whole_with_its_true_length(described):
    described.ask("POST", "/", iter([b"one ", b"two"]))

    assert (described.seen["body"], described.seen["CONTENT_LENGTH"]) == (b"one two", "7")
    assert "HTTP_TRANSFER_ENCODING" not in described.seen


@given(st.binary(max_size=30))
def test_any_path_keeps_its_bytes(path):
    raw = b"/" + b"".join(b"%%%02X" % byte for byte in path)
    scope = {
        "method": "GET",
        "raw_path": raw,
        "path": "lost",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [],
    }

    assert build(scope, None, 0)["PATH_INFO"].encode("latin-1") == b"/" + path


def test_below_a_prefix_the_path_begins_after_it():
    scope = {
        "method": "GET",
        "root_path": "/atelier",
        "path": "/atelier/j/A",
        "query_string": b"",
        "http_version": "1.1",
        "headers": [],
    }

    environ = build(scope, None, 0)

    assert (environ["SCRIPT_NAME"], environ["PATH_INFO"]) == ("/atelier", "/j/A")


@pytest.mark.parametrize("size", [1001, 3000, 100_000])
def test_a_body_beyond_the_limit_is_refused_with_413_and_never_reaches_the_application(serve, size):
    calls = []

    def application(_, start_response):
        calls.append(1)
        return say(start_response, "fine")

    with serve(application, limits=Limits(body=1000)) as site:
        assert site.ask("POST", "/", b"x" * 1000)[0].status == 200
        assert site.ask("POST", "/", b"x" * size)[0].status == 413
        assert site.ask("POST", "/", iter([b"x" * 501] * 2))[0].status == 413
    assert len(calls) == 1


def test_a_body_that_stops_coming_is_given_up(serve):
    calls = []

    with (
        serve(lambda *_: calls.append(1), limits=Limits(pace=Pace(silence=0.1))) as site,
        socket.create_connection(("127.0.0.1", site.port), timeout=30) as half,
    ):
        half.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf")
        while half.recv(4096):
            pass
    assert calls == []


def test_a_failure_becomes_a_plain_500_and_the_next_request_is_served(serve, caplog):
    def application(environ, start_response):
        if environ["PATH_INFO"] == "/bad":
            raise RuntimeError("a secret detail")
        return say(start_response, "fine")

    with serve(application) as site, caplog.at_level(logging.ERROR):
        response, text = site.ask("GET", "/bad")
        assert response.status == 500
        assert b"secret" not in text
        assert site.ask("GET", "/good")[1] == b"fine"
    assert "A page failed." in caplog.text


@pytest.mark.parametrize("size", [0, 1, BATCH - 1, BATCH, BATCH + 1, 5 * BATCH + 7])
def test_an_answer_of_any_length_arrives_whole(serve, size):
    whole = bytes(range(256)) * (size // 256 + 1)

    def application(_, start_response):
        start_response("200 OK", TEXT)
        return (whole[at : min(at + 70_000, size)] for at in range(0, size, 70_000))

    with serve(application) as site:
        response, text = site.ask("GET", "/")
        assert text == whole[:size]
        assert (response.getheader("Content-Length") is None) == (size >= BATCH)


def test_a_long_answer_stays_in_one_context_and_is_closed_at_its_end(serve):
    download = Download(30)

    with serve(download) as site:
        assert len(site.ask("GET", "/")[1]) == 3_000_000
        assert download.closed.wait(30)
    assert download.people == {"amina"}


def test_a_reader_who_leaves_ends_a_long_answer(serve):
    download = Download(100_000)

    with serve(download) as site:
        with socket.create_connection(("127.0.0.1", site.port)) as reader:
            reader.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            reader.recv(1000)
        assert download.closed.wait(30)
    assert download.left > 90_000


def test_an_answer_that_breaks_off_is_cut_not_completed(serve, caplog):
    def application(_, start_response):
        start_response("200 OK", TEXT)
        yield b"x" * BATCH
        raise RuntimeError

    with serve(application) as site, pytest.raises(http.client.IncompleteRead):
        site.ask("GET", "/")
    assert "broke off" in caplog.text


def test_head_and_empty_answers_have_no_body(serve):
    def application(environ, start_response):
        if environ["REQUEST_METHOD"] == "HEAD":
            start_response("200 OK", [("Content-Length", "12")])
        else:
            start_response("204 No Content", [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return []

    with serve(application) as site:
        assert site.ask("HEAD", "/")[0].getheader("Content-Length") == "12"
        response, text = site.ask("GET", "/")
        assert (response.status, text, response.getheader("Content-Length")) == (204, b"", None)
        assert response.headers.get_all("Set-Cookie") == ["a=1", "b=2"]


def test_fifty_requests_at_once_are_all_answered(serve):
    inside = threading.Semaphore(Limits().changes)

    def application(environ, start_response):
        assert inside.acquire(blocking=False), "more threads than allowed"
        try:
            return say(start_response, environ["QUERY_STRING"])
        finally:
            inside.release()

    with serve(application) as site:
        answers = Counter()
        threads = [
            threading.Thread(target=lambda n=n: answers.update([site.ask("POST", f"/?{n}", b"vote")[1]]), daemon=True)
            for n in range(50)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == Counter(str(n).encode() for n in range(50))


def test_pages_can_be_read_while_nothing_can_be_saved(serve):
    go_on = threading.Event()

    def application(environ, start_response):
        if environ["REQUEST_METHOD"] == "POST":
            go_on.wait(60)
        return say(start_response, "done")

    with serve(application) as site:
        changes = [threading.Thread(target=site.ask, args=("POST", "/", b"vote"), daemon=True) for _ in range(30)]
        for change in changes:
            change.start()
        assert [site.ask("GET", "/")[0].status for _ in range(20)] == [200] * 20
        assert all(change.is_alive() for change in changes)
        go_on.set()
        for change in changes:
            change.join()


def test_when_too_many_wait_newcomers_are_asked_to_come_back(serve):
    busy, go_on = threading.Event(), threading.Event()

    def application(_, start_response):
        busy.set()
        go_on.wait(60)
        return say(start_response, "done")

    with serve(application, limits=Limits(threads=1, waiting=1)) as site:
        first = threading.Thread(target=site.ask, args=("GET", "/"), daemon=True)
        first.start()
        assert busy.wait(30)
        assert site.ask("GET", "/")[0].status == 503
        go_on.set()
        first.join()
        assert site.ask("GET", "/")[0].status == 200


def test_the_old_write_function_works_and_a_late_error_is_passed_on():
    def application(_, start_response):
        write = start_response("200 OK", TEXT)
        write(b"first ")
        yield b"second" * BATCH
        start_response("500 Oops", TEXT, (KeyError, KeyError("late"), None))

    reply = Reply(application, {})

    assert reply.begin().startswith(b"first second")
    with pytest.raises(KeyError):
        reply.batch()


def test_a_websocket_is_turned_away(serve):
    sent = []

    async def send(message):
        sent.append(message)

    with serve(lambda *_: []) as site:
        asyncio.run(site.shell({"type": "websocket"}, None, send))
    assert sent == [{"type": "websocket.close", "code": 1000}]
