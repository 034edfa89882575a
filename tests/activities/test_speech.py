"""The script on a sheet: every word in its order, each passage as long as the table says, or as speech takes."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.activities.kinds.sheet.forms import FORMS, Field
from toolkit.activities.models import Entry
from toolkit.activities.shapes.entries.speech import passages

VIDEO = FORMS["video"].fields
SCENES = range(1, 6)


def sheet(**texts):
    """Return the fields of a video script with what is written in some."""
    return [(field, Entry(text=texts[field.code]) if field.code in texts else None) for field in VIDEO]


def test_the_seconds_of_a_scene_decide_and_where_there_are_none_the_number_of_its_words():
    script = passages(sheet(voice1="one two three", seconds1="20", voice2="word " * 25, voice3="Yes", seconds4="7"))

    assert [(one.field.code, one.seconds) for one in script] == [
        ("voice1", 20),
        ("voice2", 10),
        ("voice3", 1),
        ("voice4", 7),
    ]
    assert script[-1].text == ""


def test_no_seconds_and_a_scene_without_words_is_passed_over():
    assert passages(sheet(scene1="A door", objects1="A key", seconds1="0")) == []


def test_a_number_counts_for_the_words_right_before_it_and_for_no_others():
    first, second = (Field(code=code, kind="speech", label={"en": code}) for code in ("first", "second"))
    hours, price = (Field(code=code, kind="number", label={"en": code}) for code in ("hours", "price"))
    texts = [
        (hours, Entry(text="40")),
        (first, Entry(text="a b c d e")),
        (second, Entry(text="f")),
        (price, Entry(text="9")),
    ]

    assert [one.seconds for one in passages([*texts, (hours, Entry(text="30"))])] == [2, 9]


@given(st.lists(st.tuples(st.text(max_size=60), st.sampled_from(["", "0", "9", "nine", "²"])), min_size=5, max_size=5))
def test_whatever_is_written_each_word_is_said_once_in_order_and_takes_time(scenes):
    texts = {f"voice{n}": voice for n, (voice, _) in zip(SCENES, scenes, strict=True)}
    texts |= {f"seconds{n}": seconds for n, (_, seconds) in zip(SCENES, scenes, strict=True)}
    script = passages(sheet(**texts))

    assert [one.text for one in script if one.text] == [voice for voice, _seconds in scenes if voice]
    assert all(one.seconds >= 1 for one in script)
