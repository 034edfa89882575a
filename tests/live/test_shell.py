import http.client
import time
from contextlib import ExitStack, closing, contextmanager

import pytest
import uvicorn

from toolkit.live.channels import Channel
from toolkit.live.hub import Rhythm
from toolkit.live.tokens import sign, stream_url

phone = Channel("MUSE7", "phone", "fr")


def no_application(*_):
    raise AssertionError("the web application was asked")


class Listener:
    """One open stream, read message by message."""

    def __init__(self, response):
        self.response = response

    def next(self):
        lines = []
        while (line := self.response.readline()) not in {b"", b"\n"}:
            lines.append(line)
        return b"".join(lines).decode()

    def frame(self):
        return next(message for message in iter(self.next, "") if message.startswith("id:"))


@contextmanager
def listening(site, url):
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
    connection.request("GET", url)
    response = connection.getresponse()
    assert response.status == 200
    yield Listener(response)
    response.close()
    connection.close()


@pytest.fixture
def room(serve):
    """A site whose only state is a dictionary, rendered as it is."""
    state = {"text": "first"}
    with serve(no_application, lambda channel: f"<p>{state['text']}</p>\n{channel.audience}") as site:
        site.state = state
        yield site


def until(condition):
    end = time.monotonic() + 30
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def test_a_stream_says_hello_then_gives_the_present_state_then_each_change(room, secret):
    with listening(room, stream_url(secret, phone)) as stream:
        assert stream.next() == "event: hello\nretry: 500\ndata: \n"
        assert stream.frame() == "id: 1\ndata: <p>first</p>\ndata: phone\n"
        room.state["text"] = "second"
        room.hub.changed("MUSE7")
        assert stream.frame() == "id: 2\ndata: <p>second</p>\ndata: phone\n"


def test_a_quiet_stream_beats(room, secret):
    with listening(room, stream_url(secret, phone)) as stream:
        stream.frame()
        assert stream.next() == "event: beat\ndata: 1\n"


def test_a_stream_tells_proxies_and_browsers_to_pass_it_on_as_it_comes(room, secret):
    with listening(room, stream_url(secret, phone)) as stream:
        headers = stream.response.headers

    assert headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert headers["Cache-Control"] == "no-cache, no-transform"
    assert headers["X-Accel-Buffering"] == "no"


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/live/MUSE7/nonsense", 401),
        ("/live/MUSE7/", 401),
        ("/live/", 401),
        (f"/live/MUSE7/{sign('another secret', phone)}", 401),
    ],
    ids=["nonsense", "none", "no workshop", "of another secret"],  # a token holds the time: it cannot name a test
)
def test_a_stream_without_a_token_of_ours_is_refused(room, url, status):
    assert room.ask("GET", url)[0].status == status


def test_the_token_of_one_workshop_opens_no_other(room, secret):
    assert room.ask("GET", f"/live/OTHER/{sign(secret, phone)}")[0].status == 403


def test_a_stream_is_only_ever_read(room, secret):
    assert room.ask("POST", stream_url(secret, phone))[0].status == 405


def test_who_leaves_is_noticed(room, secret):
    with listening(room, stream_url(secret, phone, "amina")) as stream:
        stream.frame()
        assert room.hub.present("MUSE7") == {"amina"}
    assert until(lambda: room.hub.present("MUSE7") == frozenset())


def test_a_full_house_answers_503_and_makes_room_again(serve, secret):
    with serve(no_application, rhythm=Rhythm(streams=1)) as site:
        with listening(site, stream_url(secret, phone)):
            assert site.ask("GET", stream_url(secret, phone))[0].status == 503
        assert until(lambda: not site.hub._clients)


@pytest.fixture
def lent(serve):
    """A site whose keys can be taken back."""
    good = {("MUSE7", "phone", "amina's"), ("MUSE7", "phone", "bruno's")}
    with serve(no_application, lambda _: f"{len(good)} keys", standing=lambda keys: keys & good) as site:
        site.good = good
        yield site


def test_a_stream_ends_when_its_key_is_taken_back_and_its_address_opens_no_other(lent, secret):
    url, other = (stream_url(secret, phone, holder=holder) for holder in ("amina's", "bruno's"))
    with listening(lent, url) as stream, listening(lent, other) as bruno:
        stream.frame()
        lent.good.remove(("MUSE7", "phone", "amina's"))
        assert "" in iter(stream.next, None)  # what was on its way, then the end
        assert lent.ask("GET", url)[0].status == 401
        lent.hub.changed("MUSE7")
        assert "1 keys" in [bruno.frame(), bruno.frame()][-1]


def test_many_who_come_at_once_are_asked_for_together(serve, secret):
    asked = []

    def standing(keys):
        asked.append(len(keys))
        time.sleep(0.2)
        return keys

    with serve(no_application, rhythm=Rhythm(heartbeat=60), standing=standing) as site, ExitStack() as streams:
        for number in range(10):
            connection = streams.enter_context(closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)))
            connection.request("GET", stream_url(secret, phone, holder=f"{number}"))
        assert until(lambda: sum(asked) == 10)
        assert len(asked) <= 5


def test_one_key_opens_so_many_streams_and_no_more(serve, secret):
    wall = Channel("MUSE7", "wall", "fr")
    rhythm = Rhythm(streams=2000, streams_device=3)
    with serve(no_application, lambda _: "state", rhythm) as site, ExitStack() as streams:
        for _ in range(30):
            connection = streams.enter_context(closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)))
            connection.request("GET", stream_url(secret, wall, holder="a wall"))
            assert connection.getresponse().status == 200
        assert until(lambda: site.hub.streams() == 3)


def test_stopping_says_goodbye_to_everybody_and_waits_for_nobody(serve, secret, monkeypatch):
    class Patient(uvicorn.Config):
        """It would wait for a stream, and cut it off only when serve() has given up."""

        def __init__(self, *what, **how):
            super().__init__(*what, **how | {"timeout_graceful_shutdown": 600})

    monkeypatch.setattr(uvicorn, "Config", Patient)
    with serve(no_application, lambda _: "state", Rhythm()) as site:
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        connection.request("GET", stream_url(secret, phone))
        stream = Listener(connection.getresponse())
        stream.frame()
    assert stream.next().startswith("event: bye\nretry: ")
    assert stream.next() == ""
    connection.close()


def test_a_reader_who_never_reads_holds_nobody_up_and_is_given_up(serve, secret, monkeypatch):
    page = {"number": 0, "length": 1}

    def render(_):
        return f"{page['number']} " + "x" * page["length"]

    with serve(no_application, render) as site:
        deaf = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        with monkeypatch.context() as soon:
            soon.setattr("toolkit.live.shell.PATIENCE", 0.5)
            deaf.request("GET", stream_url(secret, phone))
            Listener(deaf.getresponse()).frame()  # and from now on nothing
        page["length"] = 1_000_000
        with listening(site, stream_url(secret, phone)) as stream:
            for number in range(1, 12):
                page["number"] = number
                site.hub.changed("MUSE7")
                while not stream.frame().partition("data: ")[2].startswith(f"{number} "):
                    pass
            assert until(lambda: len(site.hub._clients) == 1)
        deaf.close()


def test_an_address_that_a_log_holds_opens_no_stream_without_the_cookie_of_its_page(serve, secret):
    with serve(no_application, carries=lambda cookies, holder: holder in cookies) as site:
        url = stream_url(secret, phone, holder="amina's")
        assert site.ask("GET", url)[0].status == 401
        with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)) as connection:
            connection.request("GET", url, headers={"Cookie": "key=amina's"})
            assert connection.getresponse().status == 200
