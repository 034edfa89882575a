"""Criteria: everybody rates each proposal on a few criteria, which weigh more or less in its score."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, BaseModel, Field

from toolkit.activities.kinds import Choice, Content, InvalidAnswer, Tally, Words, whole
from toolkit.activities.kinds.votes import Vote, amount, check_known
from toolkit.activities.ranks import rows_of
from toolkit.activities.settings import STRICT, Label, OneOf
from toolkit.activities.weights import mean, weigh, weight_of, weights
from toolkit.language import decimal, lazy
from toolkit.language import gettext as _


class Criterion(BaseModel):
    """One thing to judge by, and how much it weighs beside the others."""

    model_config = STRICT

    code: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$"), Label(lazy("Code of the criterion"), desk=False)]
    label: Annotated[Words, Label(lazy("Name of the criterion"), desk=False)] = {}
    weight: Annotated[int, Field(ge=1, le=10), Label(lazy("Weight of the criterion"), desk=False)] = 1


NUF = (
    Criterion(code="new", label={"en": "New", "fr": "Nouveau"}),
    Criterion(code="useful", label={"en": "Useful", "fr": "Utile"}),
    Criterion(code="feasible", label={"en": "Feasible", "fr": "Faisable"}),
)


def _distinct(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    if not criteria or len({one.code for one in criteria}) < len(criteria):
        raise ValueError(_("a list of one or more criteria, each with a code of its own"))
    return criteria


class Criteria(Vote):
    """Rate choices from 1 to `highest` on each of the `criteria`; a choice may be left out altogether."""

    label: ClassVar[Any] = lazy("Criteria")
    sentence: ClassVar[Any] = lazy("Everybody rates each proposal on a few criteria, which weigh more or less.")
    icon: ClassVar[str] = "sliders-horizontal"
    name: ClassVar[str] = "criteria"
    method: ClassVar[Any] = lazy(
        "Each person rates the proposals on every criterion; a proposal's score is the mean of all ratings, "
        "each as often as its criterion weighs."
    )
    tie_rule: ClassVar[Any] = lazy("Proposals with the same score are tied; one that nobody has judged comes last.")

    criteria: Annotated[
        tuple[Criterion, ...], Field(strict=False), AfterValidator(_distinct), Label(lazy("Criteria"), desk=False)
    ] = NUF
    highest: Annotated[int, OneOf((3, 4, 5, 6, 7, 10)), Label(lazy("The best rating on a criterion"))] = 5

    @classmethod
    def of_file(cls, settings: Mapping[str, Any]) -> Self:
        """Return the rules of a file, which may give the criteria as an object: code to weight."""
        criteria = settings.get("criteria")
        if isinstance(criteria, dict):
            settings = {**settings, "criteria": [{"code": code, "weight": one} for code, one in criteria.items()]}
        return super().of_file(settings)

    @property
    def scale(self) -> list[tuple[int, str]]:
        """The ratings, worst first, as they stand in a row."""
        return [(rating, str(rating)) for rating in range(1, self.highest + 1)]

    def _form(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        ratings = {
            choice.code: {one.code: form.get(f"{choice.code}.{one.code}", "") for one in self.criteria}
            for choice in choices
        }
        return {code: {name: one for name, one in rated.items() if one} for code, rated in ratings.items()}

    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Keep the ratings of known choices."""
        rated = {
            code: {name: whole(one) for name, one in marks.items()} for code, marks in self.marks(form, choices).items()
        }
        return self.lawful(rated, choices)

    def marks(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Return the ratings as they were chosen."""
        return {code: rated for code, rated in self._form(form, choices).items() if rated}

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:
        """Refuse a proposal that is not rated on every criterion, ratings off the scale, and none at all."""
        check_known(content, choices)
        for ratings in content.values():
            if not isinstance(ratings, dict) or ratings.keys() != {one.code for one in self.criteria}:
                raise InvalidAnswer(_("Rate a proposal on every criterion, or on none."))
            if any(type(rating) is not int or not 1 <= rating <= self.highest for rating in ratings.values()):
                raise InvalidAnswer(_("A criterion is rated from 1 to %(highest)s.", highest=self.highest))
        if not content:
            raise InvalidAnswer(_("Rate one proposal at least on all criteria, or choose “blank vote”."))
        return content

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Order the choices by their score; give their mean on each criterion."""
        ballots = list(contents)
        rated = weights(ballots)
        means = {
            choice.code: {one.code: _mean(ballots, choice.code, one.code) for one in self.criteria}
            for choice in choices
        }
        total = sum(one.weight for one in self.criteria)
        scores = {
            code: sum((by[one.code] * one.weight for one in self.criteria), Fraction(0)) / total
            for code, by in means.items()
        }
        rows = rows_of(
            choices,
            {code: -score for code, score in scores.items()},
            score={code: round(float(score), 2) if rated[code] else None for code, score in scores.items()},
            criteria={code: {name: round(float(one), 2) for name, one in by.items()} for code, by in means.items()},
            people=rated,
        )
        return {"rows": rows}

    def headline(self, row: Mapping[str, Any]) -> str:
        """Say the score of a choice."""
        if row["score"] is None:
            return _("not judged")
        return _("%(score)s out of %(highest)s", score=decimal(row["score"]), highest=self.highest)

    def opinion(self, value: Any, choices: Sequence[Choice]) -> Any:  # noqa: ARG002 - the kind's
        """Return the ratings of a choice, by criterion."""
        codes = [one.code for one in self.criteria]
        if not isinstance(value, dict) or sorted(value) != sorted(codes):
            raise InvalidAnswer(_("an object that rates each of %(criteria)s", criteria=", ".join(codes)))
        return {code: amount(rating, self.highest, least=1) for code, rating in value.items()}


def _mean(ballots: Sequence[Content], code: str, criterion: str) -> Fraction:
    """Return the mean of a choice on one criterion, 0 without a rating."""
    ratings = weigh((ballot[code][criterion], weight_of(ballot)) for ballot in ballots if code in ballot)
    return mean(ratings) or Fraction(0)


KIND = Criteria
