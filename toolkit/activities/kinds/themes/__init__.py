"""Theme pick: everybody says which theme they want to work on, before tables are made or cards dealt."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import SOURCE, Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.votes import Vote, amount, check_known
from toolkit.activities.links import Link
from toolkit.activities.ranks import rows_of
from toolkit.activities.settings import Label
from toolkit.activities.weights import weights
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext


class Themes(Vote):
    """One choice of the themes of the deck or of those written here, or up to `most`."""

    label: ClassVar[Any] = lazy("Theme pick")
    sentence: ClassVar[Any] = lazy("Everybody picks the theme they want to work on.")
    icon: ClassVar[str] = "signpost"
    name: ClassVar[str] = "choice"  # a file of ballots counts it as one
    method: ClassVar[Any] = lazy(
        "Each person picks what they want to work on; the theme that most people pick comes first."
    )
    tie_rule: ClassVar[Any] = lazy("Themes that as many people pick are tied.")

    source: Annotated[Link, SOURCE, Label(lazy("Where the themes come from"), desk=False)] = SOURCE.read("cards:theme")
    most: Annotated[int, Field(ge=1, le=10), Label(lazy("Themes that one person may pick"))] = 1

    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Keep the themes that are picked: one in a group, or several boxes."""
        return self.lawful(self.marks(form, choices), choices)

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:
        """Refuse what is no theme of the choice, none at all, and too many."""
        check_known(content, choices)
        if not content or any(type(tick) is not int or tick != 1 for tick in content.values()):
            raise InvalidAnswer(_("Pick a theme, or choose “blank vote”."))
        if len(content) > self.most:
            raise InvalidAnswer(ngettext("Pick %(num)s theme.", "Pick %(num)s themes at most.", self.most))
        return content

    def marks(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Return the themes as they were left."""
        return {
            one.code: 1 for one in choices if form.get(one.code, "") not in {"", "0"} or form.get("theme") == one.code
        }

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:
        """Count how many people pick each theme, the most first."""
        people = weights(contents)
        return {"rows": rows_of(choices, {one.code: -people[one.code] for one in choices}, people=people)}

    def headline(self, row: Mapping[str, Any]) -> str:
        """Say how many people pick a theme."""
        return self.backers(row["people"])

    def opinion(self, value: Any, choices: Sequence[Choice]) -> Any:  # noqa: ARG002 - the same for all
        """Take 1 for a theme that is picked, 0 for one that is not."""
        return amount(value, 1)


KIND = Themes
