"""Rating: everybody rates proposals from 1 to 5; the mean puts them in order, and the spread of opinions is shown."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from toolkit.activities.kinds import Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.votes import Vote, amount, check_known
from toolkit.activities.ranks import rows_of
from toolkit.activities.settings import Label, OneOf
from toolkit.activities.weights import mean, median, profile
from toolkit.language import decimal, lazy
from toolkit.language import gettext as _


class Rating(Vote):
    """Rate choices from 1 to `highest`; a ballot may be `complete`, or leave choices out."""

    label: ClassVar[Any] = lazy("Rating")
    sentence: ClassVar[Any] = lazy("Everybody rates each proposal; the mean puts them in order.")
    icon: ClassVar[str] = "gauge"
    name: ClassVar[str] = "rating"
    method: ClassVar[Any] = lazy("Each person rates the proposals; they are ordered by their mean rating.")
    tie_rule: ClassVar[Any] = lazy("Proposals with the same mean are tied; one that nobody has rated comes last.")
    unset: ClassVar[Mapping[str, Any]] = {"complete": False}

    highest: Annotated[int, OneOf((3, 4, 5, 6, 7, 10)), Label(lazy("The best rating; 1 is the worst"))] = 5
    complete: Annotated[bool, Label(lazy("Every proposal must be rated"))] = False

    @property
    def scale(self) -> list[tuple[int, str]]:
        """The ratings with their words, best first."""
        words = {
            self.highest: _("%(rating)s: very good", rating=self.highest),
            1: _("%(rating)s: very poor", rating=1),
        }
        return [(rating, words.get(rating, str(rating))) for rating in range(self.highest, 0, -1)]

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:
        """Refuse ratings off the scale, and a ballot that rates nothing, or not all where it must."""
        check_known(content, choices)
        if any(type(rating) is not int or not 1 <= rating <= self.highest for rating in content.values()):
            raise InvalidAnswer(_("A rating is a whole number from 1 to %(highest)s.", highest=self.highest))
        if not content or (self.complete and len(content) < len(choices)):
            raise InvalidAnswer(
                _("Please rate every proposal, or choose “blank vote”.")
                if self.complete
                else _("Please rate one proposal at least, or choose “blank vote”.")
            )
        return content

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Order the choices by their mean rating; count how often each rating was given, the best first."""
        ballots = list(contents)
        ratings = {one.code: profile(ballots, one.code) for one in choices}
        means = {code: mean(given) for code, given in ratings.items()}
        rows = rows_of(
            choices,
            {code: -score if score else 0 for code, score in means.items()},
            mean={code: round(float(score), 2) if score else None for code, score in means.items()},
            median={code: median(given) for code, given in ratings.items()},
            profile={code: [given.get(one, 0) for one, _words in self.scale] for code, given in ratings.items()},
        )
        return {"rows": rows, "scale": [str(rating) for rating, _words in self.scale]}

    def headline(self, row: Mapping[str, Any]) -> str:
        """Say the mean rating of a choice."""
        if row["mean"] is None:
            return _("not rated")
        return _("%(mean)s of %(highest)s", mean=decimal(row["mean"]), highest=self.highest)

    def opinion(self, value: Any, choices: Sequence[Choice]) -> Any:  # noqa: ARG002 - the kind's
        """Return a rating."""
        return amount(value, self.highest, least=1)

    def file_settings(self) -> dict[str, Any]:
        """Return the scale, and whether all must be rated."""
        return {"highest": self.highest, "complete": self.complete and self.own_table}


KIND = Rating
