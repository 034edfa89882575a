"""Surveys: what a file holds of answers, how words are weighed, and where a radar's points lie."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from toolkit.activities.kinds.surveys import mean
from toolkit.activities.radars import radar
from toolkit.activities.shapes.answers.surveys.files import mixed
from toolkit.activities.word_weights import weigh
from toolkit.text import folded

PARTS = st.dictionaries(st.sampled_from("abc"), st.integers(1, 5) | st.text("xy", min_size=1, max_size=2), min_size=1)


@given(st.lists(PARTS, max_size=9))
def test_a_file_comes_to_the_same_and_holds_an_answer_for_each_person(contents):
    dealt = list(mixed(contents))

    assert len(dealt) == len(contents)
    assert all(dealt)
    assert parts(dealt) == parts(contents)


@given(st.lists(PARTS, max_size=9), st.randoms(use_true_random=False))
def test_what_a_file_holds_depends_neither_on_order_nor_on_who_said_what_together(contents, random):
    again = list(contents)
    random.shuffle(again)

    assert list(mixed(again)) == list(mixed(contents))
    assert list(mixed(list(mixed(contents)))) == list(mixed(contents))


def test_two_parts_of_one_person_do_not_stay_together():
    honest = [{"boss": 1, "work": 5}, {"boss": 5, "work": 1}]

    assert list(mixed(honest)) == [{"boss": 1, "work": 1}, {"boss": 5, "work": 5}]


def parts(contents):
    return Counter((name, value) for content in contents for name, value in content.items())


def test_a_word_counts_whatever_its_capitals_and_however_its_accents_are_written():
    words = weigh(["Écoute", "écoute", "e\u0301coute", "ÉCOUTE", "l’envie", "l'envie", "Strasse", "straße", "doute"])

    assert [(folded(word.text), word.count) for word in words] == [
        ("écoute", 4), ("l'envie", 2), ("strasse", 2), ("doute", 1),
    ]  # fmt: skip


def test_a_word_is_shown_as_most_people_wrote_it_and_of_two_spellings_the_quieter():
    assert weigh(["OECD", "OECD", "oecd"])[0].text == "OECD"
    assert weigh(["Confiance", "CONFIANCE", "confiance"])[0].text == "confiance"


@given(st.lists(st.sampled_from(["a", "A", "b", "é", "c"]), max_size=12), st.randoms(use_true_random=False))
def test_weighing_depends_on_no_order_and_sizes_follow_counts(words, random):
    again = list(words)
    random.shuffle(again)
    weighed = weigh(words)

    assert weighed == weigh(again)
    assert sum(word.count for word in weighed) == len(words)
    assert [word.size for word in weighed] == sorted((word.size for word in weighed), reverse=True)
    assert all(1 <= word.size <= 5 for word in weighed)


def test_no_words_weigh_nothing_and_of_nothing_there_is_no_mean():
    assert weigh([]) == []
    assert mean([]) is None
    assert mean([1, 2, 2]) == 1.7


@given(st.lists(st.none() | st.floats(0, 5), max_size=12))
def test_every_value_of_a_radar_lies_within_its_drawing_and_what_is_missing_leaves_a_gap(values):
    drawn = radar([(f"axis {number}", value) for number, value in enumerate(values)], 5)

    assert len(drawn.axes) == len(values)
    assert len(drawn.dots) == sum(value is not None for value in values)
    assert all(0 <= x <= 320 and 0 <= y <= 300 for x, y in drawn.dots)
    assert all(12 <= axis.place[0] <= 308 and 12 <= axis.place[1] <= 288 for axis in drawn.axes)


def test_the_first_axis_points_upwards_and_the_next_is_clockwise():
    drawn = radar([("north", 5), ("east", 5), ("south", 0), ("west", 2.5)], 5)

    assert drawn.dots == [(160.0, 32.0), (278.0, 150.0), (160.0, 150.0), (101.0, 150.0)]
