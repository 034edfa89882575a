import pytest

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.mood import Mood
from toolkit.language import use
from toolkit.text import TextRefused


def test_the_room_is_counted_step_by_step_with_its_mean_and_its_words():
    mood = Mood()
    answers = [mood.read(form, ()) for form in ({"mood": "5", "word": " Curieuse "}, {"mood": "4"}, {"mood": "4"})]

    tally = mood.tally(answers, ())

    assert answers[0] == {"mood": 5, "word": "Curieuse"}
    assert [row["count"] for row in tally["rows"]] == [1, 2, 0, 0, 0]
    assert tally["mean"] == 4.3
    with use("en"):
        assert mood.facts(tally)[0] == ("Mean", "4.3 of 5")
        assert mood.facts(tally)[-1] == ("In a word", "Curieuse (1)")


@pytest.mark.parametrize("form", [{}, {"mood": "0"}, {"mood": "6"}, {"mood": "yes"}, {"word": "well"}])
def test_a_step_of_the_five_is_needed(form):
    with pytest.raises(InvalidAnswer):
        Mood().read(form, ())


@pytest.mark.parametrize(
    "content", [{"mood": True}, {"mood": 2.0}, {"mood": 3, "word": ""}, {"mood": 3, "word": " x"}, {"mood": 3, "me": 1}]
)
def test_what_nobody_could_have_answered_is_refused(content):
    with pytest.raises(InvalidAnswer):
        Mood().lawful(content, ())


def test_a_word_too_long_is_refused_and_where_no_word_is_asked_for_none_is_kept():
    with pytest.raises(TextRefused):
        Mood(limit=5).read({"mood": "3", "word": "exhausted"}, ())

    assert Mood(limit=0).read({"mood": "3", "word": "exhausted"}, ()) == {"mood": 3}
