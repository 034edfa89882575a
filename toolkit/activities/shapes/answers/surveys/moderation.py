"""Moderation of a survey: words that the facilitator takes from the room, and from every file made for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.activities.kinds import Content
from toolkit.activities.kinds.surveys import Survey
from toolkit.activities.models import Activity
from toolkit.activities.word_weights import weigh
from toolkit.text import folded


@dataclass(frozen=True)
class Written:
    """A text that somebody wrote, or several people, and whether it is hidden."""

    text: str
    hidden: bool


def hide(activity: Activity, text: str, *, on: bool) -> None:
    """Hide a text, whatever its capitals and whoever wrote it, or show it again."""
    others = [word for word in activity.hidden_words if word != folded(text)]
    activity.hidden_words = [*others, folded(text)] if on else others


def shown(activity: Activity, rules: Survey, contents: Sequence[Content]) -> list[Content]:
    """Return the answers without what is hidden."""
    hidden = set(activity.hidden_words)
    if not hidden:
        return list(contents)
    return [
        {
            part: value
            for part, value in content.items()
            if not (part in rules.written(content) and folded(value) in hidden)
        }
        for content in contents
    ]


def every(activity: Activity, rules: Survey, contents: Sequence[Content]) -> list[Written]:
    """List what people wrote, each text once, in the order of what it says: that tells nobody's."""
    words = weigh(text for content in contents for text in rules.written(content).values())
    return sorted(
        (Written(word.text, folded(word.text) in activity.hidden_words) for word in words),
        key=lambda one: folded(one.text),
    )
