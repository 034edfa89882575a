"""Icons that a card may bear: those of Lucide, which are on this machine anyway."""

from functools import cache
from importlib.resources import files
from zipfile import ZipFile


def known(name: str) -> bool:
    """Say whether there is an icon of this name."""
    return name in names()


@cache
def names() -> frozenset[str]:
    """Return the names of all icons."""
    with files("lucide").joinpath("lucide.zip").open("rb") as packed, ZipFile(packed) as drawings:
        return frozenset(name.removesuffix(".svg") for name in drawings.namelist() if name.endswith(".svg"))
