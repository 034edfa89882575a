"""What a report says of a step of ideas: those of each table, with names where the step asks for them."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account, Count, Group, Item, Listing
from toolkit.activities.models import Activity, Idea
from toolkit.activities.naming import name
from toolkit.activities.shapes.ideas.ideas import by_table
from toolkit.language import gettext as _
from toolkit.workshops.models import Workshop


def account(session: Session, workshop: Workshop, activity: Activity) -> Account:
    """Return the ideas of each table in the order they came, none hidden or taken back."""
    named = bool(activity.settings.get("names"))
    given = [group for group in by_table(session, workshop, activity) if group.ideas]
    numbers = frozenset((activity.id, idea.number) for group in given for idea in group.ideas)
    return Account(
        groups=[
            Group(name(group.table) if group.table else None, [_listing(reversed(group.ideas), named=named)])
            for group in given
        ],
        counts=[Count(_("Ideas"), numbers)] if numbers else [],
        empty=not numbers,
    )


def _listing(ideas: Iterable[Idea], *, named: bool) -> Listing:
    return Listing([_item(idea.text, idea.author.name if named and idea.author else "") for idea in ideas])


def _item(text: str, author: str) -> Item:
    return Item(text, author, _("Idea of %(name)s", name=author) if author else _("Idea"))
