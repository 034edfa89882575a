import pytest

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.feedback import Feedback
from toolkit.language import use
from toolkit.text import TextRefused


def test_ratings_are_counted_and_remarks_listed_by_what_they_say():
    kind = Feedback()
    forms = (
        {"rating": "5", "keep": "The tables", "change": ""},
        {"rating": "4", "keep": "a longer break\n\nand tea"},
        {"rating": "4", "change": "The heat"},
    )

    tally = kind.tally([kind.read(form, ()) for form in forms], ())

    assert [row["count"] for row in tally["rows"]] == [1, 2, 0, 0, 0]
    assert tally["mean"] == 4.3
    with use("en"):
        assert kind.facts(tally)[-3:] == [
            ("To keep", "a longer break\n\nand tea"),
            ("To keep", "The tables"),
            ("To change", "The heat"),
        ]


@pytest.mark.parametrize("form", [{}, {"keep": "all"}, {"rating": "0"}, {"rating": "6"}])
def test_a_rating_is_needed(form):
    with pytest.raises(InvalidAnswer):
        Feedback().read(form, ())


@pytest.mark.parametrize("content", [{"rating": 3, "keep": ""}, {"rating": 3, "who": "Amina"}, {"rating": "3"}, {}])
def test_what_nobody_could_have_answered_is_refused(content):
    with pytest.raises(InvalidAnswer):
        Feedback().lawful(content, ())


def test_a_remark_too_long_is_refused_and_where_none_are_asked_for_none_are_kept():
    with pytest.raises(TextRefused):
        Feedback(limit=5).read({"rating": "3", "keep": "everything"}, ())

    assert Feedback(limit=0).read({"rating": "3", "keep": "everything"}, ()) == {"rating": 3}
