"""What a report says of a step of ideas: those of each table or, where they are supported, of all by their support."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from toolkit.activities.blocks import Account, Count, Group, Item, Listing, Paragraph, Plan
from toolkit.activities.charts import Drawing
from toolkit.activities.models import Activity
from toolkit.activities.shapes.ideas import headings, merging, phases, supports
from toolkit.activities.shapes.ideas.headings import Section
from toolkit.activities.shapes.ideas.ideas import TableIdeas, by_table, given, in_order
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.activities.shapes.ideas.rules import Rules, rules_of
from toolkit.activities.shapes.ideas.showing import ranked
from toolkit.activities.table_names import name
from toolkit.language import gettext as _
from toolkit.language import ngettext, pick
from toolkit.workshops.models import Table, Workshop


def account(session: Session, workshop: Workshop, activity: Activity) -> Account:
    """Return the ideas in the order they came, none hidden or taken back."""
    rules = rules_of(activity)
    if phases.alone(activity):
        return Account([Group(None, [_unrevealed(rules, session, activity)])])
    counts = supports.counts(session, activity) if rules.supports else None
    telling = _Telling(rules, counts, merging.alike(session, activity))
    tables = [group for group in by_table(session, workshop, activity) if group.ideas]
    numbers = frozenset((activity.id, idea.number) for group in tables for idea in group.ideas)
    things = sorted((idea for group in tables for idea in group.ideas), key=lambda one: one.number)
    plans = [telling.plan(group.table, idea) for group in tables for idea in in_order(group.ideas)]
    return Account(
        [*_drawn(activity, rules, things), *telling.groups(tables)],
        takeaways=[*([_going_on(tables, len(plans))] if rules.owners and plans else []), *rules.conclusions(things)],
        counts=[Count(str(rules.nouns[1]), numbers)] if numbers else [],
        plans=plans if rules.owners else [],
        empty=not numbers,
    )


def _drawn(activity: Activity, rules: Rules, things: Sequence[Idea]) -> Iterator[Group]:
    """Yield what is drawn of all of them together, where the kind draws something."""
    if facts := rules.drawn(things):
        template = f"kinds/{activity.kind}/drawing.html"
        yield Group(None, [Drawing(template, {"rules": rules, "things": things}, facts)])


def _unrevealed(rules: Rules, session: Session, activity: Activity) -> Paragraph:
    """Say how many there are, and not what they say."""
    sentence = _("Not revealed yet: %(count)s.", count=rules.counted(len(given(session, activity))))
    return Paragraph(sentence, facts=[(str(rules.nouns[1]), sentence)])


def _going_on(tables: Iterable[TableIdeas], plans: int) -> str:
    """Say how many steps come next, and how many of them somebody has agreed to."""
    taken = sum(1 for group in tables for idea in group.ideas if idea.owner)
    return ngettext(
        "%(num)s next step is written down; taken on by somebody: %(taken)s.",
        "%(num)s next steps are written down; taken on by somebody: %(taken)s.",
        plans,
        taken=taken,
    )


@dataclass(frozen=True)
class _Telling:
    """How the ideas of one step are told; `alike` are those for which another stands."""

    rules: Rules
    counts: Mapping[int, int] | None
    alike: Mapping[int, Sequence[Idea]]

    def groups(self, tables: Sequence[TableIdeas]) -> Iterator[Group]:
        """Yield the ideas table by table or, if there are any, under headings; where supported, by their support."""
        if self.counts is not None and tables and not self.rules.stages:
            yield Group(None, [self.listing(ranked([one for group in tables for one in group.ideas], self.counts))])
            return
        if sections := headings.sections(self.rules, in_order(one for group in tables for one in group.ideas)):
            yield from (self.section(section) for section in sections if section.ideas)
            return
        for group in tables:
            yield Group(name(group.table) if group.table else None, [self.listing(in_order(group.ideas))])

    def section(self, section: Section) -> Group:
        title = pick(section.heading) or _("Under no heading")
        return Group(None, [Listing([self.item(one, where=True) for one in section.ideas])], title)

    def listing(self, ideas: Iterable[Idea]) -> Listing:
        return Listing([self.item(idea) for idea in ideas])

    def item(self, idea: Idea, *, where: bool = False) -> Item:
        table = [name(idea.table).label] if where and idea.table else []
        author, one = idea.author.name if self.rules.names and idea.author else "", self.rules.nouns[0]
        label = _("%(what)s of %(name)s", what=one, name=author) if author else str(one)
        return Item(idea.text, author, label, " · ".join([*table, *self.notes(idea)]))

    def notes(self, idea: Idea) -> Iterator[str]:
        """Yield what was given beside its text, what became of it, and what it stands for."""
        for label, text in self.details(idea):
            if text:
                yield _("%(name)s: %(value)s", name=label, value=text)
        if idea.owner:
            yield _("Taken on by %(name)s", name=idea.owner.name)
        if count := (self.counts or {}).get(idea.number):
            yield self.rules.supported(count)
        yield from [_("answered")] if idea.answered else []
        if others := self.alike.get(idea.number):
            yield _("also: %(texts)s", texts=" / ".join(dict.fromkeys(other.text for other in others)))

    def details(self, idea: Idea) -> list[tuple[str, str]]:
        return [(str(field.label), idea.details.get(field.code, "")) for field in self.rules.details]

    def plan(self, table: Table | None, idea: Idea) -> Plan:
        owner = idea.owner.name if idea.owner else _("nobody yet")
        questions = [(str(self.rules.nouns[0]), idea.text), *self.details(idea), (_("Taken on by"), owner)]
        return Plan(name(table) if table else None, questions)
