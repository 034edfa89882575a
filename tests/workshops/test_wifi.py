import sys

import pytest

from toolkit.text import TextRefused
from toolkit.workshops import wifi
from toolkit.workshops.wifi import Wifi


@pytest.mark.parametrize(
    ("network", "code"),
    [
        (Wifi("Salle 3", "correct horse"), "WIFI:T:WPA;S:Salle 3;P:correct horse;;"),
        (Wifi("Ouvert"), "WIFI:T:nopass;S:Ouvert;;"),
        (Wifi('a;b,c:d"e\\f', "12345678"), 'WIFI:T:WPA;S:a\\;b\\,c\\:d\\"e\\\\f;P:12345678;;'),
    ],
)
def test_a_network_is_written_as_phones_read_it(network, code):
    assert network.code == code


def test_a_network_stays_in_a_file_that_nobody_else_reads_until_it_is_forgotten(tmp_path):
    wifi.keep(tmp_path, "Salle 3", "correct horse")
    assert wifi.read(tmp_path) == Wifi("Salle 3", "correct horse")
    if sys.platform != "win32":
        assert (tmp_path / "wifi.json").stat().st_mode & 0o77 == 0

    wifi.keep(tmp_path, "", "")
    assert wifi.read(tmp_path) is None


def test_what_is_typed_comes_in_by_the_door_of_all_texts(tmp_path):
    wifi.keep(tmp_path, " Cafe\u0301\u202e ", "correct  horse\u200f")

    assert wifi.read(tmp_path) == Wifi("Café", "correct  horse")


@pytest.mark.parametrize(("name", "passphrase"), [("n" * 33, ""), ("é" * 17, ""), ("n", "short"), ("n", "x" * 64)])
def test_what_no_network_can_have_is_refused(tmp_path, name, passphrase):
    with pytest.raises(TextRefused):
        wifi.keep(tmp_path, name, passphrase)


def test_a_spoilt_file_is_no_network(tmp_path):
    (tmp_path / "wifi.json").write_text("[]")

    assert wifi.read(tmp_path) is None
