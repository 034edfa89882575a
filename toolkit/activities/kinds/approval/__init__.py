"""Approval: everybody ticks each proposal that they could live with, and the ticks are counted."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.votes import Vote, amount, check_known
from toolkit.activities.ranks import rows_of
from toolkit.activities.settings import Label
from toolkit.activities.weights import weights
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext


class Approval(Vote):
    """Tick as many choices as you like, or `most` at most (0: no limit)."""

    label: ClassVar[Any] = lazy("Approval vote")
    sentence: ClassVar[Any] = lazy("Everybody ticks each proposal they could live with.")
    icon: ClassVar[str] = "list-checks"
    name: ClassVar[str] = "approval"
    method: ClassVar[Any] = lazy("Each person ticks every proposal they could live with; the ticks are counted.")
    tie_rule: ClassVar[Any] = lazy("Proposals with as many ticks are tied.")

    most: Annotated[int, Field(ge=0, le=20), Label(lazy("At most so many ticks (0: no limit)"))] = 0

    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Keep the known choices that are ticked."""
        return self.lawful(dict.fromkeys(self.marks(form, choices), 1), choices)

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:
        """Refuse ticks for what is no choice, none at all, and too many."""
        check_known(content, choices)
        if not content or any(type(tick) is not int or tick != 1 for tick in content.values()):
            raise InvalidAnswer(_("Tick at least one proposal, or choose “blank vote”."))
        if self.most and len(content) > self.most:
            raise InvalidAnswer(ngettext("Tick %(num)s proposal.", "Tick %(num)s proposals, not more.", self.most))
        return content

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Count the ticks, best first."""
        ticks = weights(contents)
        return {"rows": rows_of(choices, {choice.code: -ticks[choice.code] for choice in choices}, ticks=ticks)}

    def headline(self, row: Mapping[str, Any]) -> str:
        """Say how many people ticked a choice."""
        return ngettext("%(num)s tick", "%(num)s ticks", row["ticks"])

    def opinion(self, value: Any, choices: Sequence[Choice]) -> Any:  # noqa: ARG002 - the kind's
        """Return a tick."""
        return amount(value, 1)


KIND = Approval
