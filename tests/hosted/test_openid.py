"""What docs/hosting.md says of signing in with an organisation, typed as it stands, for a real server and provider."""

import os
import re
import subprocess
import sys
from http.client import HTTPConnection
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from tests.hosted.bare import blocks
from tests.hosted.house import Browser, Process
from tests.hosted.servers import wait_until
from tests.ports import free_port
from tests.provider import Provider


@pytest.fixture
def provider():
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture
def server(tmp_path, root, provider):
    """A server with the settings of the page, of which only the provider's address is another."""
    (block,) = blocks((root / "docs" / "hosting.md").read_text("utf-8"))["Sign in with your organisation"]
    typed, _end, _restart = block.partition("systemctl")
    file = tmp_path / "environment"
    written = typed.replace("/etc/musette/environment", str(file))
    subprocess.run(["bash", "-e"], input=written.replace("https://login.example.org/realms/city", provider.issuer),
                   text=True, check=True)  # fmt: skip
    lines = dict(line.split("=", 1) for line in file.read_text().splitlines())
    port = free_port()
    here = {"MUSETTE_HOSTED": "yes", "MUSETTE_DATA": str(tmp_path / "data"), "MUSETTE_LANGUAGE": "en"}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MUSETTE_")}
    house = SimpleNamespace(folder=tmp_path, root=root, environment={**clean, **here, **lines})
    process = Process(house, port).start()
    wait_until(process.is_ready)
    yield process
    process.stop()


def turned_back(address):
    """Ask the provider, as a browser does; return the path that it sends the browser back to."""
    place = urlsplit(address)
    connection = HTTPConnection(place.netloc, timeout=30)
    connection.request("GET", f"{place.path}?{place.query}")
    back = urlsplit(connection.getresponse().headers["Location"])
    connection.close()
    return f"{back.path}?{back.query}"


def test_somebody_of_the_organisation_signs_in_and_is_listed_and_removed(server, root):
    browser = Browser(server.house, server)
    page = browser.ask("GET", "/sign-in?back=/console")[1]
    away = browser.ask("GET", re.search(r'href="(/sign-in/organisation[^"]*)"', page)[1])[2]["Location"]

    status, _text, headers = browser.ask("GET", turned_back(away))

    assert (status, headers["Location"]) == (303, "/console")
    assert browser.ask("GET", "/console")[0] == 200
    assert musette(server, root, "list").startswith("Chloé Martin  ")
    musette(server, root, "remove", "chloé martin")
    assert browser.ask("GET", "/console")[0] == 303


def musette(server, root, *words):
    return subprocess.run(
        [sys.executable, "-m", "toolkit.cli", "people", *words],
        cwd=root, env=server.house.environment, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
