import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toolkit.cli import doctor_checks, main
from toolkit.cli.databases import open_database


def examine(*options: str) -> Result:
    return CliRunner().invoke(main, ["doctor", *options])


def states(result: Result) -> dict[str, str]:
    return {check["name"]: check["state"] for check in json.loads(result.output)["checks"]}


def test_a_machine_without_a_network_or_a_database_is_ready(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor_checks, "lan", dict)

    found = examine("--json")

    assert states(found)["addresses"] == "note"
    assert states(found)["database"] == "ok"
    assert found.exit_code in (0, 2)


def test_a_machine_without_pango_is_ready_but_for_pdf(monkeypatch: pytest.MonkeyPatch):
    def no_pool():
        raise doctor_checks.PangoMissing("sudo apt install pango")

    monkeypatch.setattr(doctor_checks, "pool", no_pool)

    found = examine()

    assert found.exit_code == 2
    assert "without PDF" in found.output


def test_a_port_that_is_asked_for_and_taken_is_an_obstacle(monkeypatch: pytest.MonkeyPatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv("MUSETTE_HOST", "127.0.0.1")
        monkeypatch.setenv("MUSETTE_PORT", str(other.getsockname()[1]))

        found = examine("--json")

    assert states(found)["port"] == "broken"
    assert found.exit_code == 1


def test_a_setting_that_makes_no_sense_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MUSETTE_LANGUAGE", "klingon")

    found = examine()

    assert found.exit_code == 1
    assert "MUSETTE_LANGUAGE" in found.output


def test_a_file_that_is_not_a_database_is_an_obstacle(tmp_path: Path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "musette.db").write_text("a shopping list, not a database " * 100)

    found = examine("--json")

    assert states(found)["database"] == "broken"
    assert found.exit_code == 1


def test_photos_that_no_workshop_names_are_said_with_or_without_a_database(tmp_path: Path):
    photo = tmp_path / "data" / "media" / "GONE23" / "photo.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"x" * 2_000_000)

    found = examine()
    assert "musette workshops tidy --yes" in found.output
    assert not (tmp_path / "data" / "musette.db").exists()

    open_database(f"sqlite:///{tmp_path / 'data' / 'musette.db'}").close()
    assert states(examine("--json"))["photos"] == "note"
    photo.unlink()
    assert states(examine("--json"))["photos"] == "ok"
