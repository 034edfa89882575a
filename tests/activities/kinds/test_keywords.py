import pytest

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.keywords import Keywords
from toolkit.language import use
from toolkit.text import TextRefused


def words(answers):
    return [(word.text, word.count) for word in Keywords().tally(answers, ())["words"]]


def test_words_weigh_what_people_say_each_once_for_a_person():
    kind = Keywords()
    answers = [
        kind.read({"word1": "Confiance", "word2": "confiance", "word3": " récit  de vie "}, ()),
        kind.read({"word2": "confiance"}, ()),
        kind.read({"word1": "Re\u0301cit de vie"}, ()),
    ]

    assert answers[0] == {"word1": "Confiance", "word2": "récit de vie"}
    assert words(answers) == [("confiance", 2), ("récit de vie", 2)]
    with use("en"):
        assert kind.facts(kind.tally(answers, ()))[0] == ("confiance", "said 2 times")


@pytest.mark.parametrize("form", [{}, {"word1": " \u200b"}, {"word4": "one too many"}])
def test_a_word_is_needed(form):
    with pytest.raises(InvalidAnswer):
        Keywords().read(form, ())


def test_a_word_too_long_is_refused_before_any_work():
    with pytest.raises(TextRefused):
        Keywords().read({"word1": "x" * 31}, ())
    with pytest.raises(TextRefused):
        Keywords().read({"word1": "a\u0301" * 1_000_000}, ())


@pytest.mark.parametrize(
    "content", [{}, {"word4": "x"}, {"word1": 1}, {"word1": ""}, {"word1": "a\nb"}, {"word1": None}, {"words": ["x"]}]
)
def test_what_nobody_could_have_answered_is_refused(content):
    with pytest.raises(InvalidAnswer):
        Keywords().lawful(content, ())


def test_the_room_sees_words_arrive_only_where_the_step_says_so():
    assert not Keywords().live
    assert Keywords(arriving=True).live
