"""What a report says of a step of ideas: those of each table or, where they are supported, of all by their support."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account, Count, Group, Item, Listing, Plan
from toolkit.activities.models import Activity
from toolkit.activities.naming import name
from toolkit.activities.shapes.ideas import supports
from toolkit.activities.shapes.ideas.ideas import TableIdeas, by_table
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.activities.shapes.ideas.rules import Rules, rules_of
from toolkit.activities.shapes.ideas.showing import ranked
from toolkit.language import gettext as _
from toolkit.language import ngettext
from toolkit.workshops.models import Workshop


def account(session: Session, workshop: Workshop, activity: Activity) -> Account:
    """Return the ideas in the order they came, none hidden or taken back."""
    rules = rules_of(activity)
    given = [group for group in by_table(session, workshop, activity) if group.ideas]
    numbers = frozenset((activity.id, idea.number) for group in given for idea in group.ideas)
    counts = supports.counts(session, activity) if rules.supports else {}
    groups = [_ranked(given, rules, counts)] if rules.supports and given else [_of_table(one, rules) for one in given]
    plans = [_plan(group, idea, rules) for group in given for idea in group.ideas[::-1]] if rules.owners else []
    return Account(
        groups,
        takeaways=[_going_on(given, len(plans))] if plans else [],
        counts=[Count(str(rules.nouns[1]), numbers)] if numbers else [],
        plans=plans,
        empty=not numbers,
    )


def _plan(group: TableIdeas, idea: Idea, rules: Rules) -> Plan:
    owner = idea.owner.name if idea.owner else _("nobody yet")
    beside = [(str(field.label), idea.details.get(field.code, "")) for field in rules.details]
    fields = [(str(rules.nouns[0]), idea.text), *beside, (_("Taken on by"), owner)]
    return Plan(name(group.table) if group.table else None, fields)


def _going_on(given: Iterable[TableIdeas], plans: int) -> str:
    """Say how many steps come next, and how many of them somebody has agreed to."""
    taken = sum(1 for group in given for idea in group.ideas if idea.owner)
    return ngettext(
        "%(num)s next step is written down; taken on by somebody: %(taken)s.",
        "%(num)s next steps are written down; taken on by somebody: %(taken)s.",
        plans,
        taken=taken,
    )


def _of_table(group: TableIdeas, rules: Rules) -> Group:
    return Group(name(group.table) if group.table else None, [_listing(group.ideas[::-1], rules)])


def _ranked(given: Iterable[TableIdeas], rules: Rules, counts: Mapping[int, int]) -> Group:
    ideas = ranked([idea for group in given for idea in group.ideas], counts)
    return Group(None, [_listing(ideas, rules, counts)])


def _listing(ideas: Sequence[Idea], rules: Rules, counts: Mapping[int, int] | None = None) -> Listing:
    return Listing([_item(idea, rules, counts) for idea in ideas])


def _item(idea: Idea, rules: Rules, counts: Mapping[int, int] | None) -> Item:
    author, one = idea.author.name if rules.names and idea.author else "", rules.nouns[0]
    label = _("%(what)s of %(name)s", what=one, name=author) if author else str(one)
    notes = _beside(idea, rules) + ([] if counts is None else _standing(idea, counts.get(idea.number, 0)))
    return Item(idea.text, author, label, " · ".join(filter(None, notes)))


def _beside(idea: Idea, rules: Rules) -> list[str]:
    """Say what was given beside its text, and who has taken it on."""
    told = [(field.label, idea.details.get(field.code, "")) for field in rules.details]
    said = [_("%(name)s: %(value)s", name=label, value=text) for label, text in told if text]
    return said + ([_("Taken on by %(name)s", name=idea.owner.name)] if idea.owner else [])


def _standing(idea: Idea, count: int) -> list[str]:
    """Say how many support it, and whether it is answered."""
    supports = ngettext("%(num)s support", "%(num)s supports", count) if count else ""
    return [supports, _("answered") if idea.answered else ""]
