"""This machine: its cores, its limits, its ports."""

import os
import resource
import socket
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException

HOST = "127.0.0.1"
PRIORITY = -15  # other work on the machine must not measure itself


def keep_to(process: int, core: int) -> None:
    """Keep a process to one core and before others, where there are several and the system allows it."""
    if hasattr(os, "setpriority"):
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process, PRIORITY)
    if hasattr(os, "sched_setaffinity") and (os.cpu_count() or 1) > core:
        with suppress(OSError):
            os.sched_setaffinity(process, {core})


def most_streams() -> int:
    """Return how many streams this machine's limit on open files allows."""
    return resource.getrlimit(resource.RLIMIT_NOFILE)[1] - 200


def is_open(port: int) -> bool:
    """Say whether a server answers here."""
    with suppress(OSError, HTTPException), closing(HTTPConnection(HOST, port, timeout=5)) as connection:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200  # noqa: PLR2004 - HTTP
    return False


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as door:
        door.bind((HOST, 0))
        port: int = door.getsockname()[1]
        return port
