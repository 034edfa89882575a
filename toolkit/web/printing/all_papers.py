"""Every paper that an agenda uses, on one page to print at once, in the order of use."""

from collections.abc import Iterator
from typing import Any

from flask.typing import ResponseReturnValue

from toolkit.web.access import current_workshop
from toolkit.web.printing import badges, ballots, papers, room_papers, steps, worksheets


def all_papers() -> ResponseReturnValue:
    """Show them all, to print from the browser."""
    return papers.show("all_papers", papers.SMALL, parts=[papers.part(*one) for one in _listed()])


def _listed() -> Iterator[tuple[str, dict[str, Any]]]:
    """Name each paper by its template, with what that has to know."""
    workshop = current_workshop()
    yield "run_sheet", room_papers.timed()
    yield "agenda", room_papers.poster()
    yield "tents", room_papers.signs()
    yield "badges", badges.blank_badges()
    yield "rules", {"votes": ballots.votes(workshop)}
    for deal in room_papers.deals(workshop):
        yield "dealing_sheet", deal
    for form in worksheets.sheets(workshop):
        yield "worksheets", worksheets.pages_of(form)
    for step in steps.with_paper(workshop):
        yield "step", steps.sheet_of(step)
    for vote in ballots.on_paper(workshop):
        yield "ballots", ballots.ballots_of(vote)
