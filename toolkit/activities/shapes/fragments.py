"""Fragments: the templates that draw a step, each with the default of its shape."""

from functools import cache

from toolkit.activities.kinds import Kind
from toolkit.paths import PACKAGE

HOME = PACKAGE / "activities"


def fragment(kind: str, rules: Kind, surface: str) -> str:
    """Return the template that draws a step on a surface: that of its kind, else of its shape, else of all."""
    return _first(surface, f"kinds/{kind}", f"shapes/{rules.shape}/{rules.manner}", f"shapes/{rules.shape}")


@cache
def _first(surface: str, *folders: str) -> str:
    candidates = (f"{folder.rstrip('/')}/{surface}.html" for folder in folders)
    return next((name for name in candidates if (HOME / name).is_file()), f"shapes/{surface}.html")
