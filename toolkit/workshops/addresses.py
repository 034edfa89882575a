"""The addresses by which phones reach this laptop."""

import time
from functools import lru_cache
from ipaddress import ip_address

import ifaddr

FRESH = 5.0  # seconds for which the addresses of this machine are believed: a laptop gets a new one rarely
_NOT_A_ROOM = ("docker", "br-", "veth", "virbr", "vbox", "vmnet", "tailscale", "zt", "wg", "tun")


def lan() -> dict[str, str]:
    """Return the IPv4 addresses of this machine that a phone may reach, each with its interface's name."""
    return _interfaces(int(time.monotonic() / FRESH))


@lru_cache(maxsize=1)
def _interfaces(_moment: int) -> dict[str, str]:
    """Ask the system, at most once in a few seconds: every frame of the wall wants to know."""
    interfaces = {}
    for adapter in ifaddr.get_adapters():
        for address in adapter.ips:
            if isinstance(address.ip, str) and _reachable(adapter.nice_name, address.ip):
                interfaces[address.ip] = adapter.nice_name
    return interfaces


def _reachable(interface: str, address: str) -> bool:
    parsed = ip_address(address)
    return not (parsed.is_loopback or parsed.is_link_local or interface.lower().startswith(_NOT_A_ROOM))


def base_url(public_url: str, port: int, preference: str = "") -> str:
    """Return the address that phones type: the public one, the one the facilitator prefers, or the first."""
    if public_url:
        return public_url
    known = lan()
    address = preference if preference in known else next(iter(known), "127.0.0.1")
    return f"http://{address}:{port}"
