import pytest

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.ideas import Ideas
from toolkit.language import use
from toolkit.text import TextRefused


def test_an_idea_is_kept_on_one_line_without_outer_blanks():
    assert Ideas().read("  A chest\n of proofs ", 0) == "A chest of proofs"


@pytest.mark.parametrize(
    ("text", "given", "refusal", "says"),
    [
        (" \n", 0, InvalidAnswer, "Write your idea first."),
        ("One more", 3, InvalidAnswer, "You have given 3 ideas: that is all for this step."),
        ("Long enough", 0, TextRefused, "This text has 11 characters, and there is room for 10."),
    ],
)
def test_what_breaks_the_rules_is_refused_in_one_sentence(text, given, refusal, says):
    with use("en"), pytest.raises(refusal, match=says):
        Ideas(limit=10, most=3).read(text, given)


def test_limits_are_those_of_a_short_message_unless_said_otherwise():
    assert Ideas().read("x" * 280, 99) == "x" * 280
