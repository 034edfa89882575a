import pytest

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.assessment import Assessment
from toolkit.activities.kinds.assessment.frames import FRAMES
from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused
from toolkit.language import LANGUAGES, use

ALL = dict.fromkeys(FRAMES["skills"].codes, "4")


def test_the_skills_are_those_of_the_oecd_with_credit_in_both_languages():
    frame = FRAMES["skills"]

    assert [axis.label["en"] for axis in frame.axes] == [
        "Iteration", "Data literacy", "User centricity", "Curiosity", "Storytelling", "Insurgency",
    ]  # fmt: skip
    assert all("OECD OPSI, Core skills for public sector innovation, 2017" in frame.credit[one] for one in LANGUAGES)


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_frame_says_everything_in_both_languages_and_each_code_once(name, language):
    frame = FRAMES[name]

    said = [frame.title, *frame.scale, *(axis.label for axis in frame.axes)]
    assert all(words[language] for words in said)
    assert all(words[language] for axis in frame.axes for words in axis.statements)
    assert len(set(frame.codes)) == len(frame.codes)


def test_ones_own_radar_is_of_ones_own_answer_and_an_axis_left_out_is_a_gap():
    kind = Assessment()
    answer = kind.read({"iteration-1": "5", "iteration-2": "2", "data-1": "1", "users-1": "0"}, ())

    own = kind.own(answer)

    assert answer == {"iteration-1": 5, "iteration-2": 2, "data-1": 1}
    assert [axis.value for axis in own.axes] == [3.5, 1.0, None, None, None, None]
    assert not own.whole


def test_the_room_sees_averages():
    kind = Assessment(least=3)
    answers = [kind.read(ALL | {"iteration-1": step}, ()) for step in ("1", "2", "3")]

    with use("en"):
        tally = kind.tally(answers, ())

        assert [axis.value for axis in tally["radar"].axes] == [3.3, 4.0, 4.0, 4.0, 4.0, 4.0]
        assert kind.facts(tally)[0] == ("Iteration", "3.3 of 5")
        assert kind.facts(tally)[6][1] == "2 of 5"


def test_of_what_too_few_answered_no_average_is_shown_though_enough_answered_something():
    kind = Assessment(least=3)
    answers = [kind.read({"data-1": "3", "iteration-1": "1"}, ())] + [kind.read({"data-1": "3"}, ())] * 3

    with use("en"):
        facts = dict(kind.facts(kind.tally(answers, ())))

    assert facts["Data literacy"] == "3 of 5"
    assert facts["Iteration"] == "too few answers"
    assert facts["I try an idea on a small scale before I extend it"] == "too few answers"


def test_a_file_holds_nothing_of_what_too_few_answered():
    kind = Assessment(least=3)
    answers = [{"data-1": 3, "iteration-1": 1}, {"data-1": 2}, {"data-1": 2}, {"iteration-2": 5}]

    assert kind.public(answers) == [{"data-1": 3}, {"data-1": 2}, {"data-1": 2}]


@pytest.mark.parametrize("form", [{}, {"iteration-1": "0"}, {"iteration-1": "6"}, {"iteration-1": "x"}])
def test_something_has_to_be_answered_within_the_scale(form):
    with pytest.raises(InvalidAnswer):
        Assessment().read(form, ())


@pytest.mark.parametrize("content", [{}, {"iteration-4": 3}, {"iteration-1": 0}, {"iteration-1": True}, {"name": "A"}])
def test_what_nobody_could_have_answered_is_refused(content):
    with pytest.raises(InvalidAnswer):
        Assessment().lawful(content, ())


@pytest.mark.parametrize("settings", [{"least": 2}, {"frame": "horoscope"}])
def test_neither_fewer_than_three_people_nor_an_unknown_frame_can_be_set(settings):
    with pytest.raises(SettingRefused):
        make("assessment", settings)
