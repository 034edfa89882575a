"""Swapping: a folder takes the place of another at once, and is never seen half written."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4


def swap(folder: Path, fill: Callable[[Path], None]) -> None:
    """Have `fill` write a new folder aside, then put it in the place of `folder`, which need not be there yet."""
    aside = folder.parent / f".{folder.name}-{uuid4().hex[:8]}"
    (aside / "new").mkdir(parents=True)
    try:
        fill(aside / "new")
        os.utime(aside / "new")  # its number is perhaps that of a folder that has gone: the moment tells them apart
        if folder.exists():
            folder.rename(aside / "old")
        (aside / "new").rename(folder)
    finally:
        shutil.rmtree(aside)
