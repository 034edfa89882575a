"""The head of a request is bounded before anybody works on it."""

import socket
from contextlib import suppress

import pytest

from toolkit.live.request_heads import MOST_BYTES, MOST_LINES


@pytest.fixture(scope="module")
def site(serve):
    asked = []

    def application(environ, start_response):
        asked.append(environ)
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"fine"]

    with serve(application) as site:
        site.asked = asked
        yield site


def ask(site, request):
    """Send a request; return all that is answered until the connection ends."""
    answer = b""
    with (
        socket.create_connection(("127.0.0.1", site.port), timeout=60) as connection,
        suppress(ConnectionError),  # closed while we were still sending
    ):
        connection.sendall(request)
        while got := connection.recv(65536):
            answer += got
    return answer


def head(*lines, path="/"):
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: x", "Connection: close", *lines, "", ""]).encode()


def test_the_head_that_a_browser_sends_is_read(site):
    cookies = "Cookie: " + "; ".join(f"musette-w-{number:06}={'x' * 43}" for number in range(500))

    assert b" 200 " in ask(site, head(cookies, *(f"X-{number}: y" for number in range(50))))
    assert len(site.asked[-1]["HTTP_COOKIE"]) > 30_000


@pytest.mark.parametrize(
    "hostile",
    [
        head(*["A: b"] * 20_000),
        head(*[f"X-{number}: b" for number in range(20_000)]),
        head("Cookie: " + "x" * MOST_BYTES),
        head(path="/?" + "x" * MOST_BYTES),
    ],
    ids=["one name", "many names", "a long line", "a long address"],
)
def test_a_head_that_is_too_large_is_refused_and_reaches_nobody(site, hostile):
    before = len(site.asked)

    assert b" 200 " not in ask(site, hostile)
    assert len(site.asked) == before


def test_one_line_too_many_is_refused_in_one_sentence(site):
    answer = ask(site, head(*["A: b"] * (MOST_LINES - 1)))

    assert answer.startswith(b"HTTP/1.1 431 ")
    assert answer.endswith(b"Please clear the cookies of this site, then load the page again.")


@pytest.mark.parametrize(
    "beginning",
    [
        b"GET /",
        b"GET / HTTP/1.1\r\nHost: ",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: ",
    ],
    ids=["an address", "a line", "a trailer"],
)
def test_a_head_without_an_end_is_not_waited_for(site, beginning):
    with socket.create_connection(("127.0.0.1", site.port), timeout=60) as connection:
        connection.sendall(beginning)
        with pytest.raises(ConnectionError):
            connection.sendall(b"x" * 20_000_000)


def test_a_long_body_and_many_small_pieces_are_no_head(site):
    pieces = (b"x" * 10 for _ in range(20_000))

    assert site.ask("POST", "/", b"x" * 5_000_000)[0].status == 200
    assert site.ask("POST", "/", pieces)[0].status == 200


def test_the_next_request_is_answered(site):
    ask(site, head(*["A: b"] * 20_000))

    assert site.ask("GET", "/")[1] == b"fine"
