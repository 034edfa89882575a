"""What the rules of a kind say of its ideas, and what they make of a form."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, cast

from toolkit.activities.kinds import InvalidAnswer, Words
from toolkit.activities.kinds.rounds import Beginning, Field, Stage, Thing
from toolkit.activities.models import Activity
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.text import line


class Rules(Protocol):
    """What the rules of a kind say of its ideas: whether phones list those of all, with names, and how one is kept."""

    @property
    def everyone(self) -> bool: ...  # noqa: D102 - phones list those of every table
    @property
    def names(self) -> bool: ...  # noqa: D102 - each bears the name of its author
    @property
    def supports(self) -> bool: ...  # noqa: D102 - people support those of others, and the facilitator answers them
    @property
    def owners(self) -> bool: ...  # noqa: D102 - somebody takes one on
    @property
    def choosing(self) -> bool: ...  # noqa: D102 - whoever writes one puts it under a heading
    @property
    def anonymous(self) -> bool: ...  # noqa: D102 - kept without its table, and named in no file
    @property
    def stages(self) -> Sequence[Stage]: ...  # noqa: D102 - one after the other, each with its heading
    @property
    def beginnings(self) -> Sequence[Beginning]: ...  # noqa: D102 - what is there when it begins
    @property
    def headings(self) -> Sequence[Words]: ...  # noqa: D102 - those that are there from the beginning
    @property
    def together(self) -> bool: ...  # noqa: D102 - everybody puts them under headings
    @property
    def silent(self) -> bool: ...  # noqa: D102 - everybody writes alone first
    @property
    def approve(self) -> bool: ...  # noqa: D102 - the facilitator lets each one in
    @property
    def details(self) -> Sequence[Field]: ...  # noqa: D102 - what is filled in beside its text
    @property
    def nouns(self) -> tuple[Any, Any]: ...  # noqa: D102 - what a report calls one of them, and many
    def counted(self, number: int) -> str: ...  # noqa: D102 - how many there are, in words
    def supported(self, number: int) -> str: ...  # noqa: D102 - how many people support one, in words
    def read(self, text: str, count: int) -> str: ...  # noqa: D102 - or raise InvalidAnswer
    def conclusions(self, things: Sequence[Thing]) -> Iterable[str]: ...  # noqa: D102 - what comes out
    def drawn(self, things: Sequence[Thing]) -> Sequence[tuple[str, str]]: ...  # noqa: D102 - what a drawing says


def rules_of(activity: Activity) -> Rules:
    """Return the rules of a step of ideas, or raise InvalidAnswer when it has none."""
    if activity.rules.shape != "ideas":
        raise InvalidAnswer(_("This step does not ask for ideas."))
    return cast("Rules", activity.rules)


def read_details(rules: Rules, form: Mapping[str, str]) -> dict[str, str]:
    """Return the details of an idea that a form gives, each on one line; raises TextRefused for one too long."""
    typed = {field.code: line(form.get(field.code, ""), field.limit) for field in rules.details}
    return {code: text for code, text in typed.items() if text}


def read_choice(rules: Rules, form: Mapping[str, str], stage: Stage | None = None) -> dict[str, str]:
    """Return the number of the heading that a form chooses, where whoever writes an idea chooses one, or of its stage.

    Raises InvalidAnswer when it chooses none of them.
    """
    if stage:
        return {"heading": str([*rules.headings].index(stage.heading) + 1)}
    if not rules.choosing:
        return {}
    chosen = form.get("heading", "")
    if chosen not in {str(number) for number, _heading in enumerate(rules.headings, 1)}:
        raise InvalidAnswer(_("Choose where it goes: %(headings)s.", headings=", ".join(map(pick, rules.headings))))
    return {"heading": chosen}
