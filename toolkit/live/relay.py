"""The relay: what processes tell each other over Redis. It carries no truth, and nobody ever waits for it."""

import json
import logging
from collections import defaultdict
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from secrets import token_hex
from threading import Condition, Event, Thread
from time import monotonic
from typing import Any

log = logging.getLogger(__name__)

BEAT = 0.5  # seconds between two signs of life
SILENCE = 1.5  # seconds without one, our own included, after which the connection counts as gone
LOOK = 2.0  # seconds between two looks at the database meanwhile
MOST_PENDING = 1000  # messages kept for the moment when Redis is back
_TIMES = {"socket_timeout": 2.0, "socket_connect_timeout": 2.0}

Post = dict[str, list[str]]


class Relay:
    """Posts to the other processes and hears what they post: `changed` and other topics, and who is here."""

    def __init__(self, url: str, secret: str) -> None:
        """Only processes with the same `secret` hear each other: one Redis may serve many."""
        never = import_module("redis.retry").Retry(import_module("redis.backoff").NoBackoff(), 0)
        # Left to itself it would come back without saying so, and what was missed would stay unseen.
        self._redis: Any = import_module("redis").Redis.from_url(url, retry=never, **_TIMES)
        self._broken: type[Exception] = import_module("redis").RedisError
        self._channel = f"musette:{sha256(secret.encode()).hexdigest()[:16]}"
        self._name = token_hex(8)
        self._pending: defaultdict[str, list[str]] = defaultdict(list)
        self._news = Condition()
        self._closing = Event()
        self._acts: dict[str, Callable[[str], None]] = {}
        self._threads: list[Thread] = []
        self.connected = False
        self.present: Callable[[], dict[str, list[str]]] = dict
        self.met: Callable[[str, dict[str, list[str]]], None] = lambda _name, _people: None
        self.alone: Callable[[], None] = lambda: None

    def on(self, topic: str, act: Callable[[str], None]) -> None:
        """Have `act` called, in a thread of ours, with whatever another process posts on a topic."""
        self._acts[topic] = act

    def post(self, topic: str, what: str) -> None:
        """Tell the other processes soon; from any thread, at once."""
        with self._news:
            posts = self._pending[topic]
            if len(posts) < MOST_PENDING and (topic != "changed" or what not in posts):
                posts.append(what)
            self._news.notify()

    def start(self) -> None:
        """Begin to speak and to listen."""
        self._threads = [Thread(target=work, name="relay", daemon=True) for work in (self._speak, self._listen)]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Fall silent."""
        self._closing.set()
        with self._news:
            self._news.notify()
        for thread in self._threads:
            thread.join(10)
        self._redis.close()

    def _speak(self) -> None:
        beat, here = 0.0, self.present()
        while not self._closing.is_set():
            with self._news:
                if not self._pending:
                    self._news.wait(max(0.0, beat - monotonic()))
                posts, self._pending = self._pending, defaultdict(list)
            message: dict[str, Any] = {"from": self._name, "posts": posts}
            if monotonic() >= beat or self.present() != here:
                beat, here = monotonic() + BEAT, self.present()
                message["here"] = here
            self._send(message, posts)

    def _send(self, message: dict[str, Any], posts: Post) -> None:
        try:
            self._redis.publish(self._channel, json.dumps(message))
        except self._broken:
            for topic, told in posts.items():
                for what in told:
                    self.post(topic, what)
            self._closing.wait(BEAT / 2)

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                self._hear()
            except self._broken as error:
                if self.connected:
                    log.warning(
                        "Redis is gone: screens are looked at every %s s meanwhile. %s", LOOK, type(error).__name__
                    )
                self.connected = False
                self.alone()
                self._closing.wait(LOOK)

    def _hear(self) -> None:
        """Act on every message until the connection breaks or falls silent: then raise what Redis raises."""
        with self._redis.pubsub(ignore_subscribe_messages=True) as subscription:
            subscription.subscribe(self._channel)
            heard = monotonic()
            while not self._closing.is_set():
                message = subscription.get_message(timeout=BEAT / 2)
                if message:
                    heard = monotonic()
                    self._meet()
                    self._act(json.loads(message["data"]))
                elif monotonic() - heard > SILENCE:
                    raise self._broken("silent")

    def _meet(self) -> None:
        """Once messages come in again, look at everything: nobody knows what was missed."""
        if not self.connected:
            self.connected = True
            log.info("Redis is here.")
            self.alone()

    def _act(self, message: dict[str, Any]) -> None:
        ours = message["from"] == self._name
        if "here" in message:
            self.met(message["from"], {} if ours else message["here"])  # our own tells that time passes
        if ours:
            return
        for topic, told in message["posts"].items():
            if act := self._acts.get(topic):
                for what in told:
                    act(what)
