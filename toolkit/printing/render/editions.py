"""The edition of what draws faces: all that decides on their looks besides what they say.

It is digested by rule, from whatever is there, and not from a list that somebody would have to keep: everything in this
package, all templates and styles, every library that is installed, and every font of the system with what fontconfig
is told about them. A change anywhere costs one drawing too many; none can be forgotten.
"""

import os
import platform
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from toolkit.paths import PACKAGE, STATIC, TEMPLATES
from toolkit.printing.render import typefaces
from toolkit.printing.render.store import digest

FOLDERS = (PACKAGE, TEMPLATES, STATIC / "css", STATIC / "vendor" / "fonts")


@cache
def edition() -> str:
    """Return the edition of this start of the program; whatever changes meanwhile counts from the next one."""
    return digest(platform.platform(), sys.version, *libraries(sys.path), *contents(FOLDERS), *typefaces.inventory())


def contents(folders: Iterable[Path]) -> Iterator[str]:
    """Name every file in these folders, with the digest of what it holds."""
    for folder in folders:
        for place, below, names in os.walk(folder):
            below[:] = sorted(set(below) - {"__pycache__"})
            for name in sorted(names):
                path = os.path.join(place, name)  # noqa: PTH118  a thousand of them
                with open(path, "rb") as file:  # noqa: PTH123  the same
                    yield f"{os.path.relpath(path, folder)} {sha256(file.read()).hexdigest()}"


def libraries(places: Iterable[str]) -> list[str]:
    """Name every library that is installed, with its version."""
    there = (os.listdir(place) for place in places if os.path.isdir(place))  # noqa: PTH112, PTH208  the same
    return sorted(name for names in there for name in names if name.endswith((".dist-info", ".egg-info")))
