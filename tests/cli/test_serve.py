import os
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

from click.testing import CliRunner
from sqlalchemy import text

from tests.browser.server import ROOT
from tests.ports import free_port
from toolkit.cli import main
from toolkit.web import owner


def test_a_database_of_a_later_version_is_refused_with_one_sentence(database, tmp_path, monkeypatch):
    monkeypatch.setenv("MUSETTE_LANGUAGE", "en")
    database.write(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    database.close()

    result = CliRunner().invoke(main, ["serve", "--data", str(tmp_path), "--port", "0", "--no-browser"])

    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert len(result.stderr.strip().splitlines()) == 1
    assert "The database cannot be opened" in result.stderr


def test_the_terminal_shows_the_address_of_the_console_again_as_long_as_the_server_runs(tmp_path):
    words = [sys.executable, "-u", "-m", "toolkit.cli", "serve", "--no-browser", "--host", "127.0.0.1"]
    environment = {
        **os.environ,
        "MUSETTE_LANGUAGE": "en",
        "MUSETTE_DATA": str(tmp_path),
        "MUSETTE_PORT": f"{free_port()}",
    }
    with subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        said = next(line for line in server.stdout if "Console:" in line)
        first, again = said.split()[-1], console(tmp_path)
        opened = open_(first)
        used, other = open_(first), console(tmp_path)
        mode = (tmp_path / owner.FILE).stat().st_mode & 0o777
        server.terminate()
        server.communicate(timeout=60)

    assert not [file for file in tmp_path.glob("*-wal") if file.stat().st_size], "the log is emptied"
    assert again.stdout == f"{first}\n"
    assert (opened.status, opened.headers["Location"], used.status) == (303, "/console", 403)
    assert other.stdout not in {"", f"{first}\n"}
    assert mode == 0o600 or sys.platform == "win32"
    assert console(tmp_path).stderr == f"Error: Musette is not running on {tmp_path}.\n"


def console(folder):
    environment = {"MUSETTE_LANGUAGE": "en", "MUSETTE_DATA": str(folder)}
    return CliRunner().invoke(main, ["console", "--no-browser"], env=environment)


def open_(address):
    place = urlsplit(address)
    with closing(HTTPConnection("localhost", place.port, timeout=60)) as connection:
        connection.request("GET", place.path)
        return connection.getresponse()
