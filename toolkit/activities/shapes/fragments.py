"""Fragments: the templates that draw a step, each with the default of its shape."""

from functools import cache

from toolkit.paths import PACKAGE

HOME = PACKAGE / "activities"


@cache
def fragment(kind: str, shape: str, surface: str) -> str:
    """Return the template that draws a step on a surface: that of its kind, else of its shape, else of all."""
    candidates = (f"kinds/{kind}/{surface}.html", f"shapes/{shape}/{surface}.html")
    return next((name for name in candidates if (HOME / name).is_file()), f"shapes/{surface}.html")
