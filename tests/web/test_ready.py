"""Get ready: the Wi-Fi of the room as a code, and what can be found out about the way of the phones."""

import re

import pytest

from toolkit.printing.order.printers import Printers
from toolkit.web.workshops import machine, ready
from toolkit.workshops import addresses, wifi


@pytest.fixture
def network(monkeypatch):
    """This machine is on one network, and can be reached there or not."""

    def is_reached(answers):
        monkeypatch.setattr(ready, "lan", lambda: {"192.168.1.20": "wlan0"})
        monkeypatch.setattr(ready, "_answers", lambda _address, _port: answers)

    return is_reached


@pytest.mark.parametrize(
    ("answers", "said"), [(True, "This computer answers at"), (False, "does not answer at its own")]
)
def test_a_computer_that_its_own_address_does_not_reach_is_told_about_its_firewall(
    as_owner, room, network, answers, said
):
    network(answers)

    page = as_owner.get(f"/run/{room.code}/preflight").text

    assert said in page
    assert "client isolation" in page


def test_the_wifi_of_the_room_is_a_code_beside_that_to_join_and_in_no_database(as_owner, room, settings):
    answer = as_owner.send(f"/run/{room.code}/wifi", {"network": "Salle 3", "passphrase": "correct horse"})

    assert answer.status_code == 303
    assert "Wi-Fi code of “Salle 3”" in as_owner.get(f"/run/{room.code}/preflight").text
    assert "Wi-Fi code of “Salle 3”" in room.frame("wall")
    assert wifi.read(settings.data).passphrase == "correct horse"
    assert all(b"correct horse" not in file.read_bytes() for file in room.database_files())
    assert "correct horse" not in as_owner.get(f"/run/{room.code}/preflight").text

    as_owner.send(f"/run/{room.code}/wifi", {"network": "Salle 3", "forget": "yes"})
    assert "Wi-Fi code" not in room.frame("wall")


def test_a_passphrase_that_no_network_has_is_refused_with_a_sentence(as_owner, room):
    answer = as_owner.send(f"/run/{room.code}/wifi", {"network": "Salle 3", "passphrase": "short"})

    assert answer.status_code == 422
    assert "a passphrase 8 to 63 or none" in answer.text


def test_the_wall_shows_name_password_and_codes_in_their_order(as_chloe, as_owner, room):
    as_owner.send(f"/run/{room.code}/wifi", {"network": "Salle 3", "passphrase": "correct horse"})
    welcome = room.frame()
    room.go("pitch")
    assert "correct horse" not in room.frame()
    as_chloe.send(f"/run/{room.code}/wall", {"join": "yes"})

    for frame in (welcome, room.frame().partition('class="layer"')[2]):
        places = [frame.index(one) for one in ("“Salle 3”", "<b>correct horse</b>", "Address to join", room.code[:3])]
        assert places == sorted(places)


def test_the_network_that_phones_use_is_chosen_among_look_alikes(as_owner, room, monkeypatch):
    both = {"192.168.1.2": "eth0", "192.168.1.20": "wlan0"}
    monkeypatch.setattr(ready, "lan", lambda: both)
    monkeypatch.setattr(addresses, "lan", lambda: both)
    as_owner.send(f"/run/{room.code}/settings", {"name": "address", "value": " 192.168.1.20\u202e"})

    page = as_owner.get(f"/run/{room.code}/preflight").text

    assert room.about("address") == "192.168.1.20"
    assert re.findall(r'value="([^"]+)" selected', page) == ["192.168.1.20"]


def test_the_papers_that_the_agenda_uses_are_offered_in_the_order_of_the_day_and_others_after(as_owner, room):
    page = as_owner.get(f"/run/{room.code}/preflight").text
    before, work, votes = (
        page.index(f"<h3>{one}</h3>") for one in ("Before people arrive", "While tables work", "Votes")
    )

    assert before < work < votes
    assert "Sheet: Write the pitch" in page
    assert page.index("/print/sheets/pitch") < page.index("Other sheets") < page.index("/print/sheets/storyboard")
    forms = re.findall(r'href="([^"]*/print/sheets/[^"]+)"', page)
    assert forms
    assert [as_owner.get(form).status_code for form in forms] == [200] * len(forms)


def test_what_is_still_to_be_tried_is_to_do_and_no_warning(as_owner, room):
    page = as_owner.get(f"/run/{room.code}/preflight").text

    assert page.count('<li data-state="todo">') == 2
    assert '<li data-state="warn">' not in page


def checks(browser, room):
    page = browser.get(f"/run/{room.code}/preflight").text
    machine = page.partition('id="cards"')[0]
    return {name: state for state, name in re.findall(r'<li data-state="(\w+)" id="check-(\w+)"', machine)}


def test_projector_printer_power_and_disk_are_to_do_until_they_are_ready(
    as_owner, room, monkeypatch, settings, tmp_path
):
    monkeypatch.setattr(machine, "SUPPLIES", tmp_path)
    assert checks(as_owner, room) == {"projector": "todo", "printer": "todo", "power": "todo", "disk": "ok"}

    as_owner.send(f"/run/{room.code}/open-wall")
    Printers(settings.data / "printers.json").keep("Office", "long-edge", (0, 0))
    plug(tmp_path, "Charging")
    monkeypatch.setattr(machine, "ROOM_NEEDED", 10**18)

    assert checks(as_owner, room) == {"projector": "ok", "printer": "ok", "power": "ok", "disk": "todo"}


def plug(supplies, status, capacity="80"):
    battery = supplies / "BAT0"
    battery.mkdir(exist_ok=True)
    (battery / "capacity").write_text(f"{capacity}\n")
    (battery / "status").write_text(f"{status}\n")


@pytest.mark.parametrize(
    ("status", "capacity", "read"),
    [
        ("Discharging", "41", machine.Battery(41, plugged=False)),
        ("Full", "100", machine.Battery(100, plugged=True)),
        ("Full", "much", None),
    ],
)
def test_a_battery_says_how_full_it_is_and_one_that_cannot_be_read_is_none(tmp_path, status, capacity, read):
    plug(tmp_path, status, capacity)

    assert machine.battery(tmp_path) == read
    assert machine.battery(tmp_path / "nowhere") is None
