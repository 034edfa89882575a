"""The servers that a hosted Musette stands on: on free ports, in folders of their own, gone at the end."""

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from tests.ports import free_port

PATIENCE = 60
PLACES = [*sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True), "/usr/sbin"]  # noqa: PTH207 - of the system


def find(program):
    """Return the path of a program, or None; Debian keeps some where only servers look."""
    return shutil.which(program, path=os.pathsep.join([os.environ.get("PATH", ""), *PLACES]))


def wait_until(true, patience=PATIENCE):
    """Wait until `true()` says so; return the seconds it took."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < patience, f"waited {patience} s in vain"
        time.sleep(0.02)
    return time.monotonic() - began


def listens(port):
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


class Postgres:
    """A PostgreSQL cluster for one run. It refuses to run as root: there it is run by the user of Debian's package."""

    def __init__(self):
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="musette-postgres-"))
        self._user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self._user:
            os.chown(self.folder, pwd.getpwnam("postgres").pw_uid, -1)
        self._run("initdb", "-D", self._data, "-U", "musette", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.start()

    @property
    def _data(self):
        return str(self.folder / "data")

    def url(self, name="postgres"):
        return f"postgresql://musette@127.0.0.1:{self.port}/{name}"

    def _run(self, program, *words):
        subprocess.run(
            [*self._user, find(program), *words],
            check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def start(self):
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self, how="fast"):
        self._run("pg_ctl", "-D", self._data, "-w", "-m", how, "stop")

    def restart(self, how="immediate"):
        """Fall over, and come back."""
        self.stop(how)
        self.start()

    def files(self):
        """Yield what is in the files of its tables and of its write-ahead log."""
        for file in sorted(Path(self._data).glob("base/*/*")) + sorted(Path(self._data).glob("pg_wal/*")):
            if file.is_file():
                yield file.read_bytes()

    def make(self, name):
        """Make an empty database and return its address."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "musette", name)
        return self.url(name)

    def close(self):
        with suppress(subprocess.CalledProcessError):
            self.stop("immediate")
        shutil.rmtree(self.folder)


class Redis:
    """A Redis that keeps nothing."""

    def __init__(self):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process = None
        self.start()

    def start(self):
        self._process = subprocess.Popen(
            [find("redis-server"), "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--daemonize", "no"],
            cwd=tempfile.gettempdir(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_until(lambda: listens(self.port))

    def stop(self):
        self._process.kill()
        self._process.wait(PATIENCE)

    def send(self, signal):
        """Freeze it, or thaw it."""
        self._process.send_signal(signal)

    def close(self):
        self.stop()
