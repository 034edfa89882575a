"""The server: uvicorn, one process, started from our own entry point."""

import contextlib
import socket
import sys
from collections.abc import Callable

import uvicorn

from toolkit.live.crowd import CROWD, MOST
from toolkit.live.request_heads import Protocol
from toolkit.live.shell import Shell

if sys.platform != "win32":
    import resource

DESCRIPTORS = (65_536, 10_240, 4_096)  # wanted, then what stricter systems grant
BACKLOG = 2048  # connections that may wait while everybody comes back at once
SILENCE = 30_000  # milliseconds after which a peer that acknowledges nothing is given up


class Server(uvicorn.Server):
    """Says goodbye to the streams before it closes: otherwise it would wait for them."""

    def __init__(self, config: uvicorn.Config, shell: Shell, ready: Callable[[], None] | None) -> None:
        super().__init__(config)
        self._shell = shell
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, then say so."""
        await super().startup(sockets)
        if self.started and self._ready:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Send everybody away, then stop."""
        await self._shell.hub.close()
        await super().shutdown(sockets)


def server(shell: Shell, ready: Callable[[], None] | None = None, trusted_proxies: str | None = None) -> Server:
    """Prepare a server. Forwarded headers are believed only from `trusted_proxies` (addresses, comma-separated)."""
    config = uvicorn.Config(
        shell,
        http=Protocol,
        access_log=False,
        log_config=None,
        log_level="warning",
        lifespan="on",
        ws="none",
        server_header=False,
        proxy_headers=trusted_proxies is not None,
        forwarded_allow_ips=trusted_proxies,
        backlog=BACKLOG,
        timeout_graceful_shutdown=2,
    )
    return Server(config, shell, ready)


def run(
    shell: Shell,
    sockets: list[socket.socket],
    ready: Callable[[], None] | None = None,
    trusted_proxies: str | None = None,
) -> None:
    """Serve until interrupted; `ready` is called once requests are accepted."""
    files = raise_descriptor_limit()
    CROWD.most = min(MOST, files * 4 // 5) if files else MOST
    with contextlib.suppress(KeyboardInterrupt):
        server(shell, ready, trusted_proxies).run(sockets=sockets)


def listen(host: str, port: int, tries: int = 1) -> socket.socket:
    """Take `port`, or the first free one among the `tries` ports from it on. Raises OSError when none is free."""
    for candidate in range(port, port + tries):
        try:
            return _bind(host, candidate)
        except OSError:
            if candidate == port + tries - 1:
                raise
    message = "no port to try"
    raise OSError(message)


def raise_descriptor_limit() -> int | None:
    """Allow as many open connections as the system grants; return the limit, or None where there is none."""
    if sys.platform == "win32":
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in DESCRIPTORS:
        within = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if soft != resource.RLIM_INFINITY and soft < within:
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (within, hard))
                return within
    return soft


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let two programs share the port
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # inherited by each connection: a dead Wi-Fi is noticed
            taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENCE)
        taken.bind((host, port))
        taken.listen(BACKLOG)  # from here on the port is ours
    except OSError:
        taken.close()
        raise
    taken.set_inheritable(True)
    return taken
