"""A bare Debian 12 in a folder, in namespaces of its own, that reaches packages as this machine does."""

import os
import re
import shutil
import subprocess
import textwrap
from pathlib import Path

PASSED_ON = ("/etc/resolv.conf", "/etc/pip.conf", "/etc/npmrc", "/root/.config/pip/pip.conf", "/root/.npmrc")
AUTHORITIES = "/usr/local/share/ca-certificates"
BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
HOLD = """
mount -t proc proc {folder}/proc
mount -t tmpfs tmpfs {folder}/dev/shm
ip link set lo up
echo ready
trap "" CHLD  # in bash: as the first process it buries whoever has ended, which `kill -0` would go on finding
exec sleep infinity
"""


def blocks(page):
    """Return what a page tells to type, by heading."""
    found = {}
    for part in re.split(r"^## ", page, flags=re.MULTILINE):
        heading, _end, text = part.partition("\n")
        fenced = re.findall(r"^( *)```\n(.*?)^ *```$", text, flags=re.MULTILINE | re.DOTALL)
        found[heading] = [textwrap.dedent(block) for _indent, block in fenced]
    return found


class BareMachine:
    """What debootstrap makes, and nothing else; the processes in it see no network but their own, unless asked to."""

    def __init__(self, folder, root):
        self.folder = folder
        mirrors = told("apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)", "Origin: Debian")
        lines = [f"deb {line}\n" for line in sorted(set(mirrors.splitlines())) if " bookworm" in line]
        mirror = next(line.split()[1] for line in lines if line.split()[2] == "bookworm")
        told("unshare", "--mount", "debootstrap", "bookworm", str(folder), mirror)  # which mounts, and may be cut short
        self.put("/etc/apt/sources.list", "".join(lines))
        self.put("/etc/apt/apt.conf.d/99-like-the-host", told("apt-config", "dump", "Acquire"))
        self.put("/usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", 0o755)
        self.put("/usr/local/bin/systemctl", (root / "tests" / "hosted" / "systemctl").read_text(), 0o755)
        if Path(AUTHORITIES).is_dir():
            shutil.copytree(AUTHORITIES, self.at(AUTHORITIES), dirs_exist_ok=True)
        script = HOLD.format(folder=folder)
        alone = ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "bash", "-ec", script]
        self._holder = subprocess.Popen(alone, stdout=subprocess.PIPE, text=True)
        assert self._holder.stdout.readline() == "ready\n"
        children = Path(f"/proc/{self._holder.pid}/task/{self._holder.pid}/children")
        self._first = children.read_text().split()[0]

    def at(self, path):
        """Return where a path of the machine is on this one."""
        return self.folder / path.lstrip("/")

    def put(self, path, text, mode=0o644):
        """Write a file of the machine."""
        self.at(path).parent.mkdir(parents=True, exist_ok=True)
        self.at(path).write_text(text)
        self.at(path).chmod(mode)

    def type(self, block, *, online=False):
        """Type a block of the page as root, line by line as it is; return what is said."""
        for path in filter(os.path.exists, (*PASSED_ON, BUNDLE)) if online else ():
            self.at(path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, self.at(path))
        inside = ["nsenter", "--target", self._first, "--mount", "--pid", *([] if online else ["--net"])]
        here = {
            name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_CERT", "NODE_EXTRA"))
        }
        environment = {**here, "HOME": "/root", "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
        self.put("/root/typed", f"cd\n{block}")
        with self.at("/root/said").open("w+") as said:  # a file: what goes on running would hold a pipe open
            typed = subprocess.run(
                [*inside, "chroot", str(self.folder), "bash", "-e", "/root/typed"],
                env={**environment, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, check=False,
            )  # fmt: skip
            said.seek(0)
            text = said.read()
        assert typed.returncode == 0, f"{block}\n{text[-4000:]}"
        return text

    def close(self):
        """End whatever runs in it; what is mounted goes with it."""
        with self._holder:
            self._holder.kill()  # unshare is deaf to SIGTERM; its child dies with it


def told(*command):
    """Return what a command of this machine says."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
