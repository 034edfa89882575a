"""Consent: a proposal is clarified, reacted to, improved by each objection, and adopted until a date."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field as Bounds

from toolkit.activities.kinds import Words
from toolkit.activities.kinds.rounds import Beginning, Field, Stage, Staged, Thing
from toolkit.activities.settings import Label
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext

PROPOSAL: Words = {"fr": "La proposition", "en": "The proposal"}
DECISION: Words = {"fr": "La décision", "en": "The decision"}
OBJECTIONS: Words = {"fr": "Objections", "en": "Objections"}
STAGES = (
    Stage(
        "clarify",
        {"fr": "Clarifications", "en": "Clarifications"},
        lazy("What is not clear to you?"),
        lazy("A question, no opinion yet."),
    ),
    Stage(
        "reactions",
        {"fr": "Réactions", "en": "Reactions"},
        lazy("What do you think of it?"),
        lazy("Whoever made the proposal listens, and may amend it."),
    ),
    Stage(
        "objections",
        OBJECTIONS,
        lazy("What harm would it do as it stands?"),
        lazy("An objection says what would go wrong, for all. That one would rather have something else is none."),
    ),
    Stage("decision", DECISION),
)


class Consent(Staged):
    """A decision that stands when nobody has an objection left: the proposal is amended until then, or falls."""

    label: ClassVar[Any] = lazy("Decision by consent")
    sentence: ClassVar[Any] = lazy("A proposal is clarified, discussed and amended until nobody objects to it.")
    sort: ClassVar[str] = "deciding"
    icon: ClassVar[str] = "handshake"
    everyone: ClassVar[bool] = True
    names: ClassVar[bool] = True
    supports: ClassVar[bool] = True
    before: ClassVar[tuple[Words, ...]] = (PROPOSAL,)
    stages: ClassVar[Sequence[Stage]] = STAGES
    details: ClassVar[Sequence[Field]] = (Field("review", lazy("To be reviewed"), 80),)
    outcomes: ClassVar[Sequence[Any]] = (
        lazy("Adopted"),
        lazy("Adopted, as a trial"),
        lazy("Not adopted"),
        lazy("Put off"),
    )
    rule: ClassVar[Any] = lazy("It is adopted when nobody has an objection left: silence is no consent.")
    nouns: ClassVar[Any] = (lazy("Contribution"), lazy("Contributions"))
    sends: ClassVar[Any] = lazy("Send it")
    first: ClassVar[Any] = lazy("Write it first.")

    proposal: Annotated[Words, Label(lazy("The proposal"), desk=False)] = Bounds(default_factory=dict)
    limit: Annotated[int, Bounds(ge=1, le=1000), Label(lazy("Characters of a contribution"), desk=False)] = 600

    @property
    def beginnings(self) -> Sequence[Beginning]:
        """The proposal, if it is written in the agenda."""
        return [Beginning(self.proposal, 1)] if any(self.proposal.values()) else []

    def under(self, things: Iterable[Thing], heading: Words) -> list[Thing]:
        """List what stands under a heading, in the order in which it came."""
        return sorted((one for one in things if one.heading == heading), key=lambda one: one.number)

    def texts(self, things: Iterable[Thing]) -> list[Thing]:
        """List the texts of the proposal: the last one stands, those before were amended."""
        return self.under(things, PROPOSAL)

    def decided(self, things: Iterable[Thing]) -> Thing | None:
        """Return the decision, if there is one: the last stands."""
        return next(reversed(self.under(things, DECISION)), None)

    def open_objections(self, things: Iterable[Thing]) -> list[Thing]:
        """List the objections that are not answered yet."""
        return [one for one in self.under(things, OBJECTIONS) if not one.answered]

    def counted(self, number: int) -> str:
        """Say how many contributions there are."""
        return ngettext("%(num)s contribution", "%(num)s contributions", number)

    def supported(self, number: int) -> str:
        """Say how many people have no objection to a text."""
        return ngettext("%(num)s person has no objection", "%(num)s people have no objection", number)

    def conclusions(self, things: Sequence[Thing]) -> Iterable[str]:
        """Say what was decided, until when, and how many objections are left."""
        decision, texts, left = self.decided(things), self.texts(things), len(self.open_objections(things))
        if not texts:
            return
        if decision is None:
            yield _("Not decided yet: “%(proposal)s”.", proposal=texts[-1].text)
        else:
            yield _("%(outcome)s: “%(proposal)s”.", outcome=decision.text, proposal=texts[-1].text)
            if review := decision.details.get("review"):
                yield _("To be reviewed: %(date)s.", date=review)
        if left:
            yield ngettext("%(num)s objection is not answered.", "%(num)s objections are not answered.", left)


KIND = Consent
