"""Shapes: the ways in which people give something, each with its whole life in one folder.

A kind of activity names its shape; nothing outside this folder and `kinds/` names either.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import ClassVar

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account
from toolkit.activities.models import Activity
from toolkit.workshops.models import Workshop


class Shape:
    """A way of giving; on its own, that in which nothing is given."""

    place: ClassVar[str] = "alone"  # in a report: alone, among the results ("result"), or under each table ("table")

    def account(self, session: Session, workshop: Workshop, activity: Activity) -> Account | None:  # noqa: ARG002 - the shapes'
        """Return what a report says of a step; None for a step that it leaves out."""
        return None


@cache
def shapes() -> dict[str, Shape]:
    """Import every sub-package and return its shape under the folder's name."""
    names = [module.name for module in iter_modules(__path__) if module.ispkg]
    return {name: import_module(f"{__name__}.{name}").SHAPE for name in names}


def shape_of(activity: Activity) -> Shape:
    """Return the shape of what people give in a step."""
    return shapes().get(activity.rules.gives, shapes()["listening"])
