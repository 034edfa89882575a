"""A real server on a free port, around a small WSGI application."""

import http.client
from contextlib import closing, contextmanager
from threading import Event, Thread

import pytest

from toolkit.live.hub import Hub, Rhythm
from toolkit.live.rights import Rights
from toolkit.live.server import listen, server
from toolkit.live.shell import Shell

SECRET = "not a secret in a test"
BRISK = Rhythm(interval=0.02, heartbeat=0.2, grace=0.1, streams=20)


class Site:
    """A shell being served, and ways to talk to it."""

    def __init__(self, shell, port):
        self.shell = shell
        self.hub = shell.hub
        self.port = port

    def ask(self, method, path, body=None, headers=None):
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, path, body, headers or {})
            with connection.getresponse() as response:
                return response, response.read()


@contextmanager
def serving(wsgi, render=lambda _: "", rhythm=BRISK, limits=None, standing=lambda keys: keys, room=None, **more):
    shell = Shell(wsgi, Hub(render, rhythm, rights=Rights(standing)), SECRET, limits, room, **more)
    door = listen("127.0.0.1", 0)
    port = door.getsockname()[1]
    ready = Event()
    running = server(shell, ready.set)
    thread = Thread(target=running.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    try:
        assert ready.wait(30)
        yield Site(shell, port)
    finally:
        running.should_exit = True
        thread.join(60)
        assert not thread.is_alive()


@pytest.fixture(scope="session")
def serve():
    return serving


@pytest.fixture(scope="session")
def secret():
    return SECRET
