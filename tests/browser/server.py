"""The server under test: the real command, in a process of its own, on a folder of its own."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from tests.ports import free_port
from toolkit.web import owner

ROOT = Path(__file__).parents[2]
NAME = "musette.test"  # plain http and not localhost, as phones see it: the browser is told where it is
PATIENCE = 60


class Server:
    """A running server and its two addresses: that of the laptop it runs on, and that of the phones."""

    def __init__(self, process, port, log):
        self.log = log
        self._process = process
        self.laptop = f"http://localhost:{port}"
        self.phones = f"http://{NAME}:{port}"

    @property
    def owner(self):
        """The cookie of whoever has opened the console."""
        secret, port = (self.log.parent / "secret").read_text(), urlsplit(self.laptop).port
        return {"name": owner.cookie_name(port), "value": owner.sign(secret), "url": self.laptop}

    def sleep(self):
        """Answer nothing any more, with every connection open: what phones see when they leave the room."""
        self._process.send_signal(signal.SIGSTOP)

    def wake(self):
        self._process.send_signal(signal.SIGCONT)


@contextmanager
def running(folder, language="fr", **more):
    """Run a server that keeps everything in `folder`, with `more` in its environment."""
    port = free_port()
    environment = {**os.environ, "MUSETTE_PUBLIC_URL": f"http://{NAME}:{port}", "MUSETTE_LANGUAGE": language, **more}
    command = [sys.executable, "-m", "toolkit.cli", "serve", "--no-browser", "--port", str(port), "--data", str(folder)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait(process, port, folder / "log")
            yield Server(process, port, folder / "log")
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait(process, port, log):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            connection.request("GET", "/healthz")
            assert connection.getresponse().status == 200
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise AssertionError(f"The server did not start:\n{log.read_text()}")
