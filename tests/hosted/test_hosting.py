"""docs/hosting.md, followed word for word on a bare Debian 12, gives a running hosted service.

systemd cannot run there: what it would start is started by hand, and our unit by a stand-in (`systemctl` beside this).
"""

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.hosted.bare import BareMachine, blocks, told
from toolkit import clock

NAME = "workshops.example.net"
ROOT = Path(__file__).parents[2]
PAGE = blocks((ROOT / "docs" / "hosting.md").read_text())
READY = PAGE["Install"][4].partition("systemctl enable")[2].partition("\n")[2]
COPY, RESTORE, BUILD, GO_OVER, FIRST_UPGRADE = PAGE["Back up, restore, upgrade"]
GUEST = (
    f"--cacert /etc/letsencrypt/live/{NAME}/fullchain.pem --resolve {NAME}:443:127.0.0.1 --silent --show-error --fail"
)
KNOWN = {"FROM", "RUN", "COPY", "USER", "ENV", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}
slow = pytest.mark.faults("root", "debootstrap", "unshare", "git", "openssl")


class Visitor:
    """A browser on that machine, which is curl: it comes over nginx, by https, and believes its certificate."""

    def __init__(self, machine, name):
        self.machine, self.jar = machine, f"/root/cookies-{name}"

    def ask(self, path, **form):
        if form:
            form |= re.findall(r'name="(csrf_token|key)" value="([^"]+)"', self.ask(path))
        origin = f"https://{NAME}"
        fields = " ".join(f"--data-urlencode {shlex.quote(f'{name}={value}')}" for name, value in form.items())
        jar = f"--cookie {self.jar} --cookie-jar {self.jar} --location"
        return self.machine.type(f"curl {GUEST} {jar} --header 'Origin: {origin}' {fields} {origin}{path}")


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """A machine on which "Install" and "Accounts" have been followed."""
    machine = BareMachine(tmp_path_factory.mktemp("bare") / "debian", ROOT)
    try:
        publish(machine)
        install(machine)
        yield machine
    finally:
        machine.close()


def publish(machine):
    """Put what is here into a repository that the machine can clone."""
    source = machine.at("/srv/musette")
    source.mkdir(parents=True)
    names = told("git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    kept = [name for name in names if name and (ROOT / name).is_file()]
    subprocess.run(["cp", "--parents", *kept, str(source)], cwd=ROOT, check=True)
    told("git", "-C", str(source), "init", "--quiet", "--initial-branch=main")
    commit(source)


def commit(source):
    told("git", "-C", str(source), "add", "--all")
    told("git", "-C", str(source), "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "Publish")


def install(machine):
    packages, program, base, settings, processes, proxy = PAGE["Install"]
    (word,) = PAGE["Accounts"]
    editor = f'#!/bin/sh\nsed -i s/atelier.example.org/{NAME}/g "$@"\n'
    machine.type(packages, online=True)
    machine.type("service postgresql start && service redis-server start && service nginx start")
    machine.type(program.replace("SOURCE", "/srv/musette"), online=True)
    machine.put("/usr/local/bin/editor", editor, 0o755)
    for block in (base, settings):
        machine.type(block)
    assert machine.type(processes).count('"status":"ok"') == 2
    certify(machine)
    machine.type(proxy)
    machine.type(word)


def certify(machine):
    """Be the authority that gives the certificate."""
    place = machine.at(f"/etc/letsencrypt/live/{NAME}")
    place.mkdir(parents=True)
    told(
        *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"),
        *("-addext", f"subjectAltName=DNS:{NAME}", "-out", f"{place}/fullchain.pem", "-keyout", f"{place}/privkey.pem"),
    )


@pytest.fixture(scope="module")
def chloe(machine):
    """Chloé, who can sign in."""
    said = machine.type("musette people add Chloé")
    visitor = Visitor(machine, "chloe")
    visitor.ask("/sign-in", name="Chloé", passphrase=said.strip().rpartition(": ")[2])
    return visitor


@pytest.fixture(scope="module")
def code(chloe):
    """The code of a workshop that she has made."""
    template = re.search(r'name="template" value="([^"]+)"', chloe.ask("/console/new"))[1]
    chloe.ask("/console/new", title="A first evening", template=template, tables="2", names="free")
    return re.search(r"/run/([A-Z0-9]{6})", chloe.ask("/console"))[1]


@pytest.fixture(scope="module")
def nightly(machine):
    """The copy of every night, which an upgrade begins with too."""
    machine.type(COPY)


@slow
def test_the_documentation_followed_word_for_word_gives_a_running_service(machine, chloe, code):
    amina = Visitor(machine, "amina")

    joined = amina.ask(f"/j/{code}", name="Amina", table="1")

    assert "Chloé" in chloe.ask("/console")
    assert "Amina" in joined
    assert "Amina" in chloe.ask(f"/run/{code}")
    assert f"https://{NAME}" in machine.type(f"curl --silent --head --header 'Host: {NAME}' http://127.0.0.1/")


@slow
def test_the_unit_is_one_that_systemd_understands(machine):
    assert machine.type("systemd-analyze verify --man=no /etc/systemd/system/musette@.service") == ""


@slow
@pytest.mark.usefixtures("nightly")
def test_the_copy_of_the_night_gives_everything_back(machine, chloe, code):
    machine.type("run-parts --exit-on-error /etc/cron.daily --regex '^musette$'")
    machine.type("runuser -u postgres -- psql --quiet --command 'TRUNCATE workshop CASCADE' musette")

    machine.type(RESTORE.replace("DAY", f"{clock.now().astimezone():%F}"))

    machine.type(READY)
    assert code in chloe.ask("/console")


@slow
@pytest.mark.usefixtures("nightly")
def test_an_upgrade_brings_what_is_new(machine, chloe, code):
    source = machine.at("/srv/musette")
    (source / "toolkit" / "new.py").write_text("")
    commit(source)

    machine.type(BUILD, online=True)
    machine.type(GO_OVER)  # with the machine's own network, where nginx and the others are

    machine.type(READY)
    assert code in chloe.ask("/console")
    assert list(machine.at("/opt/musette").glob("20*/lib/python3*/site-packages/toolkit/new.py"))


@slow
def test_a_service_without_a_current_version_goes_over_to_one(machine, chloe, code):
    unit, word = "/etc/systemd/system/musette@.service", "/usr/local/bin/musette"
    for path in (unit, word):
        machine.put(path, machine.at(path).read_text().replace("/current/", "/"), machine.at(path).stat().st_mode)

    machine.type(FIRST_UPGRADE)

    machine.type(READY)
    assert code in chloe.ask("/console")
    assert "Chloé" in machine.type("musette people list")


def test_the_container_is_made_by_the_documented_steps():
    lines = (ROOT / "docs" / "hosting" / "Containerfile").read_text().replace("\\\n", "").splitlines()
    unit = (ROOT / "docs" / "hosting" / "musette@.service").read_text()
    steps = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    packages, program = PAGE["Install"][:2]
    installed = " ".join(rest for word, rest in steps if word == "RUN" and "apt-get" in rest)

    libraries = re.findall(r"lib\S+0\b", packages)
    served = re.search(r"ExecStart=(\S+) (\w+)", unit).groups()

    assert {word for word, _rest in steps} <= KNOWN
    assert all(name in installed for name in [*libraries, "python3-venv"])
    assert re.search(r"--requirement (\S+)", program)[1] == "docs/hosting/requirements.lock"
    assert any("--requirement /src/docs/hosting/requirements.lock" in rest for _word, rest in steps)
    assert tuple(json.loads(steps[-1][1])[:2]) == served
