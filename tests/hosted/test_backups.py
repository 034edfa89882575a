"""What docs/hosting.md says of copies, and of several machines, typed as it stands: photos and decks are in it too."""

import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from bench.rooms import fill
from tests.hosted.bare import blocks
from tests.hosted.conftest import needed
from tests.hosted.house import SECRET, Browser, Process
from tests.hosted.servers import find, wait_until
from tests.ports import free_port
from toolkit import clock
from toolkit.db import Database
from toolkit.migrations import upgrade
from toolkit.web.server.upkeep import BACKED_UP

OURS = "ours"  # a deck of the server's own


@pytest.fixture
def house(tmp_path, root, new_database):
    """What two processes stand on: a database, a folder, and a room where the sheets are open."""
    needed("pg_dump", "pg_restore")
    database = Database(new_database)
    upgrade(database.engine)
    room = fill(database, 4)
    database.close()
    data = tmp_path / "data"
    shutil.copytree(root / "cards" / "musette", data / "decks" / OURS)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("MUSETTE_")},
        "MUSETTE_HOSTED": "yes",
        "MUSETTE_DATA": str(data),
        "MUSETTE_DATABASE": new_database,
        "MUSETTE_LANGUAGE": "en",
        "MUSETTE_SECRET": SECRET,
    }
    return SimpleNamespace(folder=tmp_path, root=root, data=data, room=room, url=new_database, environment=environment)


def running(house, **more):
    """Start a process; `more` are settings of its own."""
    here = SimpleNamespace(folder=house.folder, root=house.root, environment=house.environment | more)
    process = Process(here, free_port()).start()
    wait_until(process.is_ready)
    return process


class Phone(Browser):
    """Somebody of the room, at one process."""

    def __init__(self, house, process):
        super().__init__(house, process)
        self.room = house.room
        self.cookies[f"musette-w-{self.room.code}"] = self.room.tokens[0]

    def photograph(self):
        """Add a photo to the sheet of the table; return its number."""
        made = io.BytesIO()
        Image.new("RGB", (800, 600), "red").save(made, "JPEG")
        form = {"csrf_token": self.token, "photo": FileStorage(io.BytesIO(made.getvalue()), "photo.jpg")}
        boundary, body = encode_multipart(form)
        headers = {
            "Host": self.origin.split("//")[1],
            "Origin": self.origin,
            "Accept": "application/json",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": f"multipart/form-data; boundary={boundary}",
        }
        connection = self._connect()
        connection.request("POST", f"/w/{self.room.code}/{self.room.sheet}/photos", body, headers)
        answer = connection.getresponse()
        number = json.loads(answer.read())["version"]
        connection.close()
        return number

    def sees(self, photo):
        return self.ask("HEAD", f"/photos/{self.room.code}/{photo}/small")[0] == 200


class Machine:
    """Where the page is typed: its folders are those of the test, and its commands ask the database of the test."""

    def __init__(self, house):
        self.house, self.name = house, urlsplit(house.url).path.strip("/")
        place = urlsplit(house.url)
        programs = Path(find("pg_dump")).parent
        self.environment = {
            **os.environ,
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PGHOST": place.hostname, "PGPORT": str(place.port), "PGUSER": place.username,
        }  # fmt: skip

    def type(self, block):
        folder = self.house.folder
        for old, new in {
            "/etc/cron.daily/musette": str(folder / "nightly"),
            "/var/backups/musette": str(folder / "backups"),
            "/var/lib/musette": str(self.house.data),
            " -o musette ": " ",
            "runuser -u musette -- ": "",
            "runuser -u postgres -- ": "",
            " --owner musette": "",
            "--dbname=musette": f"--dbname={self.name}",
        }.items():
            block = block.replace(old, new)
        block = re.sub(r"\bmusette$", self.name, block, flags=re.MULTILINE)
        block = re.sub(r"^systemctl .*$", "", block, flags=re.MULTILINE)
        subprocess.run(["bash", "-e"], input=block, env=self.environment, cwd="/", text=True, check=True)


def test_photos_and_decks_come_back_with_the_copy_of_the_night(house, root):
    copy, restore, *_upgrade = blocks((root / "docs" / "hosting.md").read_text("utf-8"))["Back up, restore, upgrade"]
    machine = Machine(house)
    process = running(house)
    photo = Phone(house, process).photograph()
    before = {path.name: path.read_bytes() for path in house.data.glob("media/*/*")}

    machine.type(copy)
    machine.type(f"{house.folder}/nightly")
    assert (house.data / BACKED_UP).exists()
    process.stop()
    shutil.rmtree(house.data / "media")
    shutil.rmtree(house.data / "decks")
    machine.type(restore.replace("DAY", f"{clock.now().astimezone():%F}"))
    process = running(house)

    assert {path.name: path.read_bytes() for path in house.data.glob("media/*/*")} == before
    assert Phone(house, process).sees(photo)
    assert (house.data / "decks" / OURS / "deck.toml").read_bytes() == (
        root / "cards" / "musette" / "deck.toml"
    ).read_bytes()
    process.stop()


def test_two_machines_with_one_folder_have_the_same_photos(house):
    """Each has the folder at a place of its own, as a volume is mounted."""
    for name in ("one", "two"):
        (house.folder / name).symlink_to(house.data)
    first, second = (running(house, MUSETTE_DATA=str(house.folder / name)) for name in ("one", "two"))
    here, there = Phone(house, first), Phone(house, second)

    photo = here.photograph()
    seen = there.sees(photo)
    status = there.ask("POST", f"/w/{house.room.code}/photos/{photo}/withdraw", {"key": "gone"})[0]

    assert (seen, status) == (True, 303)
    assert not here.sees(photo)
    assert list(house.data.glob("media/*/*")) == []
    first.stop()
    second.stop()
