"""Key-words: a few words from everybody, drawn the larger the more people said them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import Choice, Content, InvalidAnswer, Tally
from toolkit.activities.kinds.surveys import Survey, is_text
from toolkit.activities.settings import Label
from toolkit.activities.word_weights import weigh
from toolkit.language import gettext as _
from toolkit.language import lazy, ngettext
from toolkit.text import folded, line

HEAVIEST = 5  # words that stand on the first page of a report


class Keywords(Survey):
    """Up to `most` words or short phrases of `limit` characters; the room may see them `arriving`."""

    label: ClassVar[Any] = lazy("Key-words")
    sentence: ClassVar[Any] = lazy("Everybody gives a few words, drawn the larger the more people said them.")
    sort: ClassVar[str] = "gathering"
    icon: ClassVar[str] = "cloud"

    most: Annotated[int, Field(ge=1, le=10), Label(lazy("Words of one person"))] = 3
    limit: Annotated[int, Field(ge=5, le=60), Label(lazy("Characters of a word"), desk=False)] = 30
    arriving: Annotated[bool, Label(lazy("The room sees words as they arrive"))] = False
    least: Annotated[int, Field(ge=1, le=50), Label(lazy("Words shown from so many answers on"))] = 1

    @property
    def live(self) -> bool:
        """Whether the room may see what comes in while people answer."""
        return self.arriving

    @property
    def places(self) -> Sequence[str]:
        """The fields of the form, a word each."""
        return [f"word{place}" for place in range(1, self.most + 1)]

    def read(self, form: Mapping[str, str], choices: Sequence[Choice]) -> Content:
        """Keep the words, each once for a person; TextRefused when one is too long."""
        words: dict[str, str] = {}
        for place in self.places:
            if word := line(form.get(place, ""), self.limit):
                words.setdefault(folded(word), word)
        return self.lawful(dict(zip(self.places, words.values(), strict=False)), choices)

    def lawful(self, content: Content, choices: Sequence[Choice]) -> Content:  # noqa: ARG002 - there are none
        """Refuse an answer without a word, and anything that is no word."""
        if not content:
            raise InvalidAnswer(_("Write at least one word."))
        if content.keys() - set(self.places) or not all(is_text(word, self.limit) for word in content.values()):
            raise InvalidAnswer(
                ngettext("An answer is %(num)s word.", "An answer is %(num)s words at most.", self.most)
            )
        return content

    def tally(self, contents: Iterable[Content], choices: Sequence[Choice]) -> Tally:  # noqa: ARG002 - there are none
        """Weigh the words, the heaviest first."""
        return {"words": weigh(word for content in contents for word in content.values())}

    def written(self, content: Content) -> Content:
        """Return the words: all there is."""
        return content

    def facts(self, tally: Tally) -> list[tuple[str, str]]:
        """Say how many people said each word."""
        return [(word.text, ngettext("said once", "said %(num)s times", word.count)) for word in tally["words"]]

    def first(self, tally: Tally) -> list[tuple[str, str]]:
        """Say the heaviest words."""
        return self.facts(tally)[:HEAVIEST]


KIND = Keywords
