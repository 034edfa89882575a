"""The ASGI application: it owns the streams; everything else goes over the bridge to the web application."""

from collections.abc import Callable

from toolkit.live import probes, stream
from toolkit.live.asgi import Receive, Scope, Send, Wsgi, answer
from toolkit.live.bridge import Bridge, Limits
from toolkit.live.drive import Drive
from toolkit.live.hub import Hub, HubFull
from toolkit.live.tokens import Grant, TokenRefused, verify

PREFIX = "/live/"
OLD = "This address is no longer valid. Please load the page again."
PATIENCE = 25.0  # seconds a reader may take for one message


class Shell:
    """Serves `/live/<workshop>/<token>` from the hub without asking the web application anything.

    What is to be done `last`, when nobody is served any more, is done however the server is stopped.
    """

    def __init__(
        self,
        wsgi: Wsgi,
        hub: Hub,
        secret: str,
        limits: Limits | None = None,
        room: Wsgi | None = None,
        carries: Callable[[str, str], bool] = lambda _cookies, _holder: True,
    ) -> None:
        """`carries` says whether cookies are those of a holder: whoever only knows an address opens no stream."""
        self.hub = hub
        self._carries = carries
        self.last: Callable[[], None] | None = None
        self._secret = secret
        self._bridge = Bridge(wsgi, limits, room)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "lifespan":
            await self._live_and_leave(receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1000})
        elif probe := probes.reply(scope):
            await _answer_probe(probe, send)
        elif _path(scope).startswith(PREFIX):
            await self._listen(scope, receive, send)
        else:
            await self._bridge(scope, receive, send)

    async def _live_and_leave(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.hub.start()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.hub.close()
                self._bridge.close()
                if self.last:
                    self.last()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _listen(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            await answer(send, 405, "Only GET.", [(b"allow", b"GET")])
            return
        workshop, _, token = _path(scope).removeprefix(PREFIX).partition("/")
        try:
            grant = verify(self._secret, token)
        except TokenRefused:
            await answer(send, 401, OLD)
            return
        if not self._carries(_cookies(scope), grant.holder):
            await answer(send, 401, OLD)
            return
        if grant.channel.workshop != workshop:
            await answer(send, 403, "This address is not for this workshop.")
            return
        await self._admit(grant, receive, send)

    async def _admit(self, grant: Grant, receive: Receive, send: Send) -> None:
        try:
            client = self.hub.join(grant.channel, grant.who, grant.holder)
        except HubFull:
            await answer(send, 503, "No further stream can be held.", [(b"retry-after", b"5")])
            return
        try:
            if not await self.hub.admits(client):
                await answer(send, 401, OLD)
                return
            await send({"type": "http.response.start", "status": 200, "headers": stream.HEADERS})
            await send({"type": "http.response.body", "body": stream.HELLO, "more_body": True})
            await Drive(client, send, PATIENCE).run(receive)
        finally:
            self.hub.leave(client)


async def _answer_probe(probe: probes.Reply, send: Send) -> None:
    """Answer as the maker of the phone does."""
    headers = [(b"content-type", probe.kind), (b"content-length", str(len(probe.body)).encode())]
    await send({"type": "http.response.start", "status": probe.status, "headers": headers if probe.body else []})
    await send({"type": "http.response.body", "body": probe.body})


def _cookies(scope: Scope) -> str:
    return "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")


def _path(scope: Scope) -> str:
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))
