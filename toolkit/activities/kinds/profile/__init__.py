"""Profile of the room: who is here, by one tap of everybody."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import Choice, Content, InvalidAnswer, Tally, Words
from toolkit.activities.kinds.surveys import Survey
from toolkit.activities.settings import Label
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext, pick, typeset_table

READY: list[Words] = typeset_table(tomllib.loads(Path(__file__).with_name("profiles.toml").read_text("utf-8")))[
    "profiles"
]


class Profile(Survey):
    """One of the `profiles`, or of those that are ready if none are written."""

    label: ClassVar[Any] = lazy("Profile of the room")
    sentence: ClassVar[Any] = lazy("One tap from each person shows who is in the room.")
    sort: ClassVar[str] = "opening"
    icon: ClassVar[str] = "users-round"

    profiles: Annotated[
        tuple[Words, ...], Field(strict=False, max_length=20), Label(lazy("Profiles written here"), desk=False)
    ] = ()

    @property
    def options(self) -> Mapping[str, str]:
        """The profiles by their codes, in words."""
        return {f"p{number}": pick(words) for number, words in enumerate(self.profiles or READY, 1)}

    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Keep the profile."""
        return self.lawful({"profile": form.get("profile", "")}, choices)

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:  # noqa: ARG002 - there are none
        """Refuse anything but one of the profiles."""
        profile = content.get("profile")
        if content.keys() != {"profile"} or not isinstance(profile, str) or profile not in self.options:
            raise InvalidAnswer(_("Please choose one profile."))
        return content

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:  # noqa: ARG002 - there are none
        """Count the profiles, in the order in which they were offered."""
        counted = Counter(content["profile"] for content in contents)
        return {"rows": [{"label": label, "count": counted[code]} for code, label in self.options.items()]}

    def facts(self, tally: Tally) -> list[tuple[str, str]]:
        """Say how many people have each profile."""
        return [(row["label"], ngettext("%(num)s person", "%(num)s people", row["count"])) for row in tally["rows"]]

    def first(self, tally: Tally) -> list[tuple[str, str]]:
        """Say the profiles that most people have."""
        most = max(row["count"] for row in tally["rows"])
        return [fact for fact, row in zip(self.facts(tally), tally["rows"], strict=True) if row["count"] == most]


KIND = Profile
