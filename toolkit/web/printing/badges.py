"""Badges to wear, without names or with those of a list, which is kept nowhere."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from toolkit.printing.paper.badges import Badge, blank, listed
from toolkit.web.access import current_workshop
from toolkit.web.printing import papers

_PER_PAGE = {"a4": 10, "letter": 8}


def badges() -> ResponseReturnValue:
    """Show badges to cut without names: so many for each table."""
    return papers.show_or_print("badges", papers.SMALL, **blank_badges())


def blank_badges() -> dict[str, Any]:
    """Return what a page of badges without names shows."""
    return _badges(blank([table.number for table in current_workshop().tables], papers.each()), "")


def named_badges() -> ResponseReturnValue:
    """Show badges to cut with the names of a list, which is kept nowhere."""
    names = request.form.get("names", "")
    if not names.strip():
        return badges()
    known = _badges(listed(names, [table.number for table in current_workshop().tables]), names)
    return papers.show_or_print("badges", papers.SMALL, **known)


def _badges(badges: list[Badge], names: str) -> dict[str, Any]:
    workshop = current_workshop()
    tables = {table.number: table for table in workshop.tables}
    most = _PER_PAGE[papers.asked(papers.SMALL)]
    pages = [badges[start : start + most] for start in range(0, len(badges), most)]
    return {"pages": pages, "tables": tables, "names": names}
