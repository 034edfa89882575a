"""Loaded by every Python that starts with this folder on its path: nothing leaves this machine, and each try is noted.

A note is an empty file whose name tells: a process that may write nothing can still make one.
"""

import os
import socket
import sys
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote

NOTES = Path(os.environ["WATCH_NOTES"])
SENDING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
ASKING = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
FAMILIES = {socket.AF_INET, socket.AF_INET6}
OURS = {"", "localhost"}


def note(what):
    (NOTES / quote(what, safe=" ")[:200]).touch()


def is_ours(host):
    """Say whether an address is one of this machine: only such a one can be bound to, but for those of groups."""
    try:
        address = ip_address(host)
    except ValueError:
        return False
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as one:
            one.bind((host, 0))
    except OSError:
        return False
    return not address.is_multicast


def watch(event, given):
    """Refuse what goes to another machine, and each question about a name that is not ours."""
    if event in SENDING and given[0].family in FAMILIES and given[1]:
        host = given[1][0]
    elif event in ASKING:
        host = given[0][0] if isinstance(given[0], tuple) else given[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host or ""
    if host not in OURS and not is_ours(host):
        note(f"{event} {host}")
        raise PermissionError(f"{event} {host}: nothing leaves this machine")


note(f"watched {' '.join(sys.orig_argv[1:])}")
sys.addaudithook(watch)
