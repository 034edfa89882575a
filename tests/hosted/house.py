"""Two processes of the real server behind the real nginx, over PostgreSQL and Redis: as docs/hosting.md says."""

import http.client
import os
import re
import signal
import ssl
import subprocess
import sys
import time
from contextlib import closing, suppress
from threading import Event, Thread
from urllib.parse import urlencode

from bench.rooms import fill
from tests.hosted.servers import PATIENCE, find, listens, wait_until
from tests.ports import free_port
from toolkit.db import Database
from toolkit.live.channels import Channel
from toolkit.live.tokens import stream_url
from toolkit.migrations import upgrade

NAME, SECRET = "musette.test", "the same in every process"
GONE = (OSError, http.client.HTTPException)


class Process:
    """One process of the server."""

    def __init__(self, house, port):
        self.house, self.port = house, port
        self.log = house.folder / f"log-{port}"
        self.running = None

    def start(self):
        command = [sys.executable, "-m", "toolkit.cli", "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        with self.log.open("a") as log:
            self.running = subprocess.Popen(
                command, cwd=self.house.root, env=self.house.environment, stdout=log, stderr=subprocess.STDOUT
            )
        return self

    def is_ready(self):
        assert self.running.poll() is None, self.log.read_text()[-3000:]
        with suppress(*GONE):
            return self.ask("GET", "/readyz")[0] == 200
        return False

    def kill(self):
        self.running.send_signal(signal.SIGKILL)
        self.running.wait(PATIENCE)

    def stop(self):
        self.running.terminate()
        self.running.wait(PATIENCE)

    def ask(self, method, path, body=None, headers=None):
        """Send one request to this very process."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), answer.headers

    @property
    def hears_redis(self):
        return "musette_redis_connected 1.0" in self.ask("GET", "/metrics")[1]


class Nginx:
    """nginx with the very file of the documentation, its ports and its certificate apart."""

    def __init__(self, house, ports, connections=512):
        self.folder = house.folder / f"nginx-{connections}"
        self.folder.mkdir()
        self.port = free_port()
        certificate, key = self.folder / "certificate.pem", self.folder / "key.pem"
        subprocess.run(
            [
                *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
                *("-subj", f"/CN={NAME}", "-out", certificate, "-keyout", key),
            ],
            check=True,
            capture_output=True,
        )
        site = (house.root / "docs" / "hosting" / "nginx.conf").read_text()
        for old, new in {
            "atelier.example.org": NAME,
            f"/etc/letsencrypt/live/{NAME}/fullchain.pem": str(certificate),
            f"/etc/letsencrypt/live/{NAME}/privkey.pem": str(key),
            "/var/log/nginx/musette.log": str(self.folder / "errors"),
            "listen 443": f"listen 127.0.0.1:{self.port}",
            "    listen [::]:443 ssl http2;\n": "",
            "listen 80": f"listen 127.0.0.1:{free_port()}",
            "    listen [::]:80;\n": "",
            "127.0.0.1:8001": f"127.0.0.1:{ports[0]}",
            "127.0.0.1:8002": f"127.0.0.1:{ports[1]}",
        }.items():
            assert old in site, old
            site = site.replace(old, new)
        temporary = "".join(
            f"{kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (self.folder / "site.conf").write_text(site)
        user = "user root;" if os.geteuid() == 0 else ""
        self.file = self.folder / "nginx.conf"
        self.file.write_text(
            f"{user} daemon off; pid {self.folder}/pid; error_log {self.folder}/log;"
            f" events {{ worker_connections {connections}; }}\n"
            f"http {{ {temporary} include {self.folder}/site.conf; }}\n"
        )
        self._running = None

    @property
    def logs(self):
        """All that it has written down."""
        return "".join(file.read_text() for name in ("log", "errors") if (file := self.folder / name).exists())

    def test(self):
        """Say what nginx -t says."""
        return subprocess.run(
            [find("nginx"), "-t", "-p", str(self.folder), "-c", str(self.file)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def start(self):
        self._running = subprocess.Popen([find("nginx"), "-p", str(self.folder), "-c", str(self.file)])
        wait_until(lambda: listens(self.port))

    def close(self):
        self._running.terminate()
        self._running.wait(PATIENCE)


class House:
    """All of it, and a workshop of ten people whose vote is open."""

    def __init__(self, folder, root, postgres, redis):
        self.folder, self.root, self.postgres, self.redis = folder, root, postgres, redis
        self.url = postgres.make(f"house{free_port()}")
        self.database = Database(self.url)
        upgrade(self.database.engine)
        self.room = fill(self.database, 10)
        ports = [free_port(), free_port()]
        self.nginx = Nginx(self, ports)
        self.public = f"https://{NAME}:{self.nginx.port}"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MUSETTE_")},
            "MUSETTE_HOSTED": "yes",
            "MUSETTE_PUBLIC_URL": self.public,
            "MUSETTE_DATA": str(folder / "data"),
            "MUSETTE_DATABASE": self.url,
            "MUSETTE_REDIS": redis.url,
            "MUSETTE_TRUSTED_PROXIES": "127.0.0.1",
            "MUSETTE_LANGUAGE": "en",
            "MUSETTE_SECRET": SECRET,
        }
        self.first, self.second = self.processes = [Process(self, port).start() for port in ports]
        self.nginx.start()
        wait_until(lambda: all(one.is_ready() and one.hears_redis for one in self.processes))

    def stream(self, audience="wall", who=None):
        """Return the address of a stream."""
        return stream_url(SECRET, Channel(self.room.code, audience, "en"), who)

    def close(self):
        for one in self.processes:
            one.stop()
        self.nginx.close()
        self.database.close()


class Browser:
    """A browser that comes through nginx, over https; or to one process, when one is named."""

    def __init__(self, house, process=None, patience=PATIENCE):
        self.house, self.process, self._patience = house, process, patience
        self.cookies = {}
        self.origin = f"http://127.0.0.1:{process.port}" if process else house.public
        self.token = re.search(r'name="csrf_token" value="([^"]+)"', self.ask("GET", "/about")[1])[1]

    def _connect(self):
        if self.process:
            return http.client.HTTPConnection("127.0.0.1", self.process.port, timeout=self._patience)
        context = ssl._create_unverified_context()
        return http.client.HTTPSConnection("127.0.0.1", self.house.nginx.port, timeout=self._patience, context=context)

    def ask(self, method, path, form=None, **headers):
        """Send one request; keep the cookies of the answer."""
        sent = {"Host": self.origin.split("//")[1], "Origin": self.origin, **headers}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if form is not None:
            body = urlencode({"csrf_token": self.token, **form})
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(self._connect()) as connection:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _equals, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text, answer.headers

    def insist(self, path, form):
        """Send the same form, with the same key, until there is a definite answer."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(*GONE):
                status, text, headers = self.ask("POST", path, form, Accept="application/json")
                if status < 500:
                    return status, text, headers
            time.sleep(0.05)
        raise AssertionError("No answer came in time.")


class Stream(Thread):
    """One open stream, read as it comes; it comes back by itself, as phones do."""

    def __init__(self, browser, path):
        super().__init__(daemon=True)
        self.browser, self.path = browser, path
        self.frames, self.events, self._over = [], 0, Event()
        self.start()

    def run(self):
        while not self._over.is_set():
            with suppress(*GONE):
                self._listen()
            time.sleep(0.2)

    def _listen(self):
        with closing(self.browser._connect()) as connection:
            connection.request("GET", self.path, headers={"Host": self.browser.origin.split("//")[1]})
            answer, held = connection.getresponse(), b""
            while not self._over.is_set() and (piece := answer.read1(65536)):
                *events, held = (held + piece).split(b"\n\n")
                self.events += len(events)
                self.frames += [event.decode() for event in events if event.startswith(b"id:")]

    def close(self):
        self._over.set()
