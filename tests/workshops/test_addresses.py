from ipaddress import IPv4Address

import ifaddr
import pytest

from toolkit.workshops import addresses
from toolkit.workshops.addresses import base_url, lan

WIFI = "192.168.1.20"
CABLE = "10.0.0.7"


@pytest.fixture
def machine(monkeypatch):
    """Give this machine other network interfaces."""

    def has(**interfaces):
        adapters = [
            ifaddr.Adapter(name, name, [ifaddr.IP(address, 24, name) for address in given])
            for name, given in interfaces.items()
        ]
        monkeypatch.setattr(addresses.ifaddr, "get_adapters", lambda: adapters)
        addresses._interfaces.cache_clear()

    yield has
    addresses._interfaces.cache_clear()


def test_phones_reach_the_networks_of_the_room_and_no_other(machine):
    machine(
        lo=["127.0.0.1"],
        wlan0=[WIFI, ("fe80::1", 0, 2)],
        eth0=[CABLE],
        eth1=["169.254.7.7"],
        docker0=["172.17.0.1"],
        vEthernet=["172.30.0.1"],
        VBoxNet=["192.168.56.1"],
    )

    assert lan() == {WIFI: "wlan0", CABLE: "eth0"}


@pytest.mark.parametrize(
    ("public", "chosen", "address"),
    [
        ("https://atelier.example.org", CABLE, "https://atelier.example.org"),
        ("", "", f"http://{WIFI}:8000"),
        ("", CABLE, f"http://{CABLE}:8000"),
        ("", "192.0.2.1", f"http://{WIFI}:8000"),
    ],
)
def test_phones_type_the_public_address_the_chosen_one_or_the_first(machine, public, chosen, address):
    machine(wlan0=[WIFI], eth0=[CABLE])

    assert base_url(public, 8000, chosen) == address


def test_without_a_network_there_is_still_this_machine(machine):
    machine(lo=["127.0.0.1"])

    assert base_url("", 8000) == "http://127.0.0.1:8000"


def test_the_real_machine_answers():
    assert all(IPv4Address(address) for address in lan())
