"""Choice: yes, no or blank, or one of several proposals, or a few of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator

from toolkit.activities.kinds import Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.votes import Vote, amount, check_known
from toolkit.activities.ranks import rows_of
from toolkit.activities.settings import Label
from toolkit.activities.weights import weights
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext

YES_NO = ({"en": "Yes", "fr": "Oui"}, {"en": "No", "fr": "Non"})


class Question(Vote):
    """Choose one proposal, or `most` at most (0: as many as you like); yes or no, where none is named."""

    label: ClassVar[Any] = lazy("Choice: yes or no, or one of several")
    sentence: ClassVar[Any] = lazy("Everybody answers yes or no, or chooses one of several proposals.")
    icon: ClassVar[str] = "circle-check"
    name: ClassVar[str] = "choice"
    tie_rule: ClassVar[Any] = lazy("Proposals chosen by as many people are tied: neither comes first.")
    unset: ClassVar[Mapping[str, Any]] = {"most": 0}

    most: Annotated[int, Field(ge=0, le=20), Label(lazy("How many one may choose (0: no limit)"))] = 1

    @model_validator(mode="before")
    @classmethod
    def _ask_yes_or_no(cls, settings: Any) -> Any:
        if isinstance(settings, dict) and not (settings.get("source") or settings.get("choices")):
            return {**settings, "choices": YES_NO}
        return settings

    @property
    def method(self) -> Any:
        """How people choose."""
        if self.most == 1:
            return _("Each person chooses one proposal; what most people choose comes first.")
        return _("Each person chooses the proposals they want; what most people choose comes first.")

    def _form(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        known = {choice.code: 1 for choice in choices}
        named = {code: 1 for code in known if form.get(code, "0") not in {"", "0"}}
        return named | ({form["choice"]: 1} if form.get("choice") in known else {})

    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Keep the known choices that are chosen."""
        return self.lawful(self._form(form, choices), choices)

    def marks(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Return what is chosen."""
        return self._form(form, choices)

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:
        """Refuse what is no choice, none at all, and too many."""
        check_known(content, choices)
        if not content or any(type(one) is not int or one != 1 for one in content.values()):
            raise InvalidAnswer(_("Choose an answer, or “blank vote”."))
        if self.most and len(content) > self.most:
            raise InvalidAnswer(ngettext("Choose %(num)s only.", "Choose %(num)s, not more.", self.most))
        return content

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Count who chose what, best first."""
        people = weights(contents)
        return {"rows": rows_of(choices, {choice.code: -people[choice.code] for choice in choices}, people=people)}

    def headline(self, row: Mapping[str, Any]) -> str:
        """Say how many people chose it, or how many tables they are worth."""
        if self.by_table:
            return ngettext("worth %(num)s table", "worth %(num)s tables", row["people"])
        return ngettext("chosen by %(num)s person", "chosen by %(num)s people", row["people"])

    def opinion(self, value: Any, choices: Sequence[Choice]) -> Any:  # noqa: ARG002 - the kind's
        """Return whether it is chosen."""
        return amount(value, 1)


KIND = Question
