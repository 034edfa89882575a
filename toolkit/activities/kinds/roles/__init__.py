"""Roles: each person at a table has one, shown on their own phone alone or to all."""

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field

from toolkit.activities.kinds import Kind, Words
from toolkit.activities.settings import STRICT, Label
from toolkit.language import lazy


class Role(BaseModel):
    """What somebody is here, and what they do."""

    model_config = STRICT

    name: Annotated[Words, Label(lazy("Role"))]
    task: Annotated[Words, Label(lazy("What it does"))] = Field(default_factory=dict)


READY = (
    Role(
        name={"fr": "Scribe", "en": "Scribe"},
        task={"fr": "Écrit sur la fiche ce que dit la table.", "en": "Writes on the sheet what the table says."},
    ),
    Role(
        name={"fr": "Garde du temps", "en": "Time keeper"},
        task={
            "fr": "Dit combien de temps il reste, et propose d'avancer.",
            "en": "Says how much time is left, and proposes to go on.",
        },
    ),
    Role(
        name={"fr": "Voix du persona", "en": "Voice of the persona"},
        task={"fr": "Parle à la première personne : « moi, je… ».", "en": "Speaks in the first person: “I, for one…”."},
    ),
    Role(
        name={"fr": "Défense du terrain", "en": "Field advocate"},
        task={
            "fr": "Demande comment cela se passe en vrai, un mardi matin.",
            "en": "Asks how it works in truth, on a Tuesday morning.",
        },
    ),
    Role(
        name={"fr": "Porte-parole", "en": "Reporter"},
        task={
            "fr": "Prépare ce qui sera dit à la salle, en une minute.",
            "en": "Prepares what is told to the room, in one minute.",
        },
    ),
)


class Roles(Kind):
    """Each person has a role, in turn around their table; a table with more people than roles has some twice."""

    label: ClassVar[Any] = lazy("Roles")
    sentence: ClassVar[Any] = lazy("Everybody at a table gets a role on their phone: scribe, time keeper, voice.")
    sort: ClassVar[str] = "opening"
    icon: ClassVar[str] = "drama"
    paper: ClassVar[bool] = True

    roles: Annotated[
        tuple[Role, ...], Field(strict=False, max_length=20), Label(lazy("Roles written here"), desk=False)
    ] = ()

    @property
    def known(self) -> Sequence[Role]:
        """The roles that are given, those that are ready if none are written."""
        return self.roles or READY

    def role_of(self, person: int, others: Sequence[int]) -> Role:
        """Return the role of a person among all who sit at their table, by number: it stays when somebody comes."""
        place = sorted({*others, person}).index(person)
        return self.known[place % len(self.known)]


KIND = Roles
