"""Votes: what people choose between, counted. No kind, but what such kinds are."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, ValidationInfo, field_validator

from toolkit.activities.kinds import SOURCE, Answers, Choice, Content, InvalidAnswer, Tally, Words, whole
from toolkit.activities.links import Link
from toolkit.activities.settings import Label, Refusal, refusal
from toolkit.activities.weights import Weight
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext


class Vote(Answers):
    """The rules of a vote: what people choose between, and how ballots are counted.

    `source` says where the options come from (see docs/formats.md); `own_table` whether one may vote for what
    one's own table proposed; a `secret` vote is stored without the voter. A file of ballots calls the method `name`
    (none: no file has it), and whatever it does not set is `unset`.
    """

    sort: ClassVar[str] = "deciding"
    lots: ClassVar[bool] = False  # whether chance shows each person something else
    icon: ClassVar[str] = "vote"
    name: ClassVar[str] = ""
    sample: ClassVar[Content] = {"choices": [{"fr": "Oui", "en": "Yes"}, {"fr": "Non", "en": "No"}]}
    method: ClassVar[Any]
    tie_rule: ClassVar[Any]
    unset: ClassVar[Mapping[str, Any]] = {}
    largest: ClassVar[int] = 200  # proposals of one vote

    source: Annotated[Link, SOURCE, Label(lazy("Where the proposals come from"), desk=False)] = Link()
    choices: Annotated[
        tuple[Words, ...], Field(strict=False, max_length=200), Label(lazy("Proposals written here"), desk=False)
    ] = ()
    own_table: Annotated[bool, Label(lazy("People may vote for what their own table proposed"))] = True
    secret: Annotated[bool, Label(lazy("The vote is secret"))] = True
    by_table: Annotated[bool, Label(lazy("Each table counts for one, and not each person (no secret vote)"))] = False
    shuffled: Annotated[bool, Label(lazy("Proposals in another order for each person"))] = False

    @field_validator("by_table")
    @classmethod
    def check_by_table(cls, by_table: bool, info: ValidationInfo) -> bool:  # noqa: FBT001 - pydantic's
        """Refuse a secret vote by table: what a ballot counts for would tell from which table it is."""
        if by_table and info.data.get("secret", True):
            raise ValueError(
                _("no, or a vote by name: in secret, what a ballot counts for would tell from which table it is")
            )
        return by_table

    @property
    def weighing(self) -> str:
        """Say in one sentence who counts for one."""
        if not self.by_table:
            return _("Each person counts for one.")
        return _(
            "Each table counts for one: its ballots share it, however many; those from people at no table share one."
        )

    @property
    def unit(self) -> str:
        """What ballots are counted in."""
        return _("Tables") if self.by_table else _("People")

    def backers(self, number: Weight) -> str:
        """Say how many people ballots speak for, or what they are worth in tables."""
        if self.by_table:
            return ngettext("%(num)s table", "%(num)s tables", number)
        return ngettext("%(num)s person", "%(num)s people", number)

    def objections(self, deck: Deck | None, tables: int) -> Iterator[Refusal]:
        """Refuse a vote on nothing."""
        yield from super().objections(deck, tables)
        if not (self.source or self.choices):
            yield refusal("source", self.source, SOURCE.accepted())

    @property
    def private(self) -> bool:
        """Whether the vote is secret."""
        return self.secret

    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Keep the whole numbers that a form gives known choices."""
        numbers = {choice.code: whole(form.get(choice.code)) for choice in choices}
        return self.lawful({code: number for code, number in numbers.items() if number}, choices)

    def marks(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Return what a form chooses as `ballot.html` shows it again, lawful or not; empty when it chooses nothing."""
        return {one.code: form[one.code] for one in choices if form.get(one.code, "") not in {"", "0"}}

    def check_lot(self, content: Content, choices: Sequence[Choice], lot: str) -> None:
        """Raise InvalidAnswer for a ballot on what the voter with this lot was not asked."""

    @abstractmethod
    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Turn every ballot that is not blank, each weighed by `weight_of()`, into the variables of tally.html.

        The tally holds `rows`, best first; each row has a `choice` and a `rank`, equal where there is a tie.
        """

    @abstractmethod
    def headline(self, row: Mapping[str, Any]) -> str:
        """Say in a few words how one row of the tally came out."""

    def findings(self, tally: Tally) -> Mapping[str, Any]:  # noqa: ARG002 - for those that have some
        """Return what a tally says beside its rows, by name, as JSON holds it."""
        return {}

    @classmethod
    def of_file(cls, settings: Mapping[str, Any]) -> Self:
        """Return the rules of a file of ballots; pydantic refuses settings that cannot be."""
        rules = cls.model_validate({"secret": False, **settings})
        return rules.model_copy(update={name: value for name, value in cls.unset.items() if name not in settings})

    def file_settings(self) -> dict[str, Any]:
        """Return the settings of a file with the ballots of this vote."""
        return self.model_dump(mode="json", exclude=set(Vote.model_fields))

    @abstractmethod
    def opinion(self, value: Any, choices: Sequence[Choice]) -> Any:
        """Return what a file's value for one choice means, None if nothing; InvalidAnswer says what it must be."""

    def from_file(self, opinions: Content, choices: Sequence[Choice]) -> Content:
        """Return the ballot that holds these opinions, by choice; raise InvalidAnswer if it cannot be."""
        return self.lawful(opinions, choices)

    def to_file(self, content: Content) -> Content:
        """Return what a ballot gives each choice, as a file holds it."""
        return content


def amount(value: Any, most: int, least: int = 0) -> int | None:
    """Return the whole number that a file gives, None for 0; anything but `least` to `most` raises InvalidAnswer."""
    if type(value) is not int or not least <= value <= most:
        raise InvalidAnswer(_("a whole number from %(least)s to %(most)s", least=least, most=most))
    return value or None


def check_known(named: Iterable[Any], choices: Sequence[Choice]) -> None:
    """Raise InvalidAnswer when a ballot names what is no choice."""
    known = [choice.code for choice in choices]
    if any(one not in known for one in named):
        raise InvalidAnswer(_("This is not one of the proposals."))
