"""Files of ballots: counted alike whatever their order, names and weights; a bad one is refused in one sentence."""

import json
from collections.abc import Sequence
from contextlib import suppress
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.play import Played
from toolkit.activities.transcripts.parts import ExportRefused
from toolkit.language import use
from toolkit.reports import recounts
from toolkit.reports.ballots import METHODS, count, ours, read
from toolkit.reports.exports import export, written

OPTIONS = ["A", "B", "C", "D"]
GRADES = ["high", "middle", "low"]
# What a ballot may give an option, and the settings of its file, by method.
VALUES: dict[str, tuple[st.SearchStrategy[Any], dict[str, Any]]] = {
    "approval": (st.integers(0, 1), {}),
    "choice": (st.integers(0, 1), {}),
    "dots": (st.integers(0, 3), {}),
    "borda": (st.integers(1, 4), {}),
    "majority-judgment": (st.sampled_from(GRADES), {"grades": GRADES}),
    "points": (st.integers(0, 100), {}),
    "rating": (st.integers(1, 5), {}),
    "criteria": (
        st.fixed_dictionaries({"new": st.integers(1, 5), "useful": st.integers(1, 5)}),
        {"criteria": [{"code": "new"}, {"code": "useful", "weight": 2}]},
    ),
    "pairwise": (st.just(1), {}),
    "schulze": (st.integers(1, 4), {}),
}
OTHERS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["A", "weight"]), inner, max_size=2),
    max_leaves=4,
)


def file(method: str, ballots: Sequence[Any], options: Sequence[str] = OPTIONS, **changes: Any) -> dict[str, Any]:
    given = {"settings": VALUES[method][1]} if method in VALUES else {}
    return {
        "musette": "ballots/1", "method": method, **given, "options": list(options), "ballots": ballots, **changes
    }  # fmt: skip


def counted(content: dict[str, Any]) -> dict[str, Any]:
    return count(read(json.dumps(content).encode()))


def refusal(content: dict[str, Any]) -> str:
    with use("en"), pytest.raises(ExportRefused) as refused:
        counted(content)
    return str(refused.value)


@st.composite
def elections(draw: st.DrawFn) -> tuple[str, list[dict[str, Any]]]:
    """Draw a method and a few ballots, such as a small room casts."""
    method = draw(st.sampled_from(sorted(VALUES)))
    values = st.dictionaries(st.sampled_from(OPTIONS), VALUES[method][0], max_size=4)
    if method == "pairwise":
        pair = st.lists(st.sampled_from(OPTIONS), min_size=2, max_size=2, unique=True)
        values = (
            pair.map(lambda two: {two[0]: 1, two[1]: 0}) | pair.map(lambda two: {two[0]: {two[1]: 1}}) | st.just({})
        )
    return method, draw(st.lists(values, max_size=6))


def apart(result: dict[str, Any]) -> dict[str, Any]:
    """Return a result without an order of those who are tied."""
    return {**result, "ranking": [sorted(group) for group in result["ranking"]]}


def test_every_method_is_tried_here():
    assert set(VALUES) == set(METHODS)


@given(elections(), st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_and_of_the_options_means_nothing(election, random):
    method, ballots = election
    shuffled, options = list(ballots), list(OPTIONS)
    random.shuffle(shuffled)
    random.shuffle(options)

    assert apart(counted(file(method, ballots))) == apart(counted(file(method, shuffled, options)))


@given(elections(), st.lists(st.integers(1, 4), min_size=6, max_size=6))
def test_a_ballot_of_weight_three_is_three_that_say_the_same(election, weights):
    method, ballots = election
    weighed = [{"choices": one, "weight": weight} for one, weight in zip(ballots, weights, strict=False)]
    written_out = [one for one, weight in zip(ballots, weights, strict=False) for _time in range(weight)]

    assert counted(file(method, weighed)) == counted(file(method, written_out))


@given(elections(), st.permutations(OPTIONS))
def test_a_result_does_not_depend_on_what_the_options_are_called(election, names):
    method, ballots = election
    called = dict(zip(OPTIONS, names, strict=True))

    renamed = counted(file(method, renaming(ballots, called)))

    assert apart(renamed) == apart(renaming(counted(file(method, ballots)), called))


def renaming(value: Any, called: dict[str, str]) -> Any:
    """Call options by other names, wherever they stand."""
    if isinstance(value, dict):
        return {called.get(name, name): renaming(one, called) for name, one in value.items()}
    if isinstance(value, list):
        return [renaming(one, called) for one in value]
    return called.get(value, value) if isinstance(value, str) else value


@settings(max_examples=50)
@given(elections())
def test_the_whole_ranking_is_told_with_those_who_are_tied_together(election):
    method, ballots = election
    result = counted(file(method, ballots))

    assert sorted(option for group in result["ranking"] for option in group) == OPTIONS
    assert result["turnout"] == len(ballots)
    place = 1
    for group in result["ranking"]:
        assert {result["detail"][option]["rank"] for option in group} == {place}
        place += len(group)
    first = result["ranking"][0]
    assert result["winner"] == (first[0] if len(first) == 1 and result["blank"] < len(ballots) else None)


@pytest.mark.parametrize("method", sorted(METHODS))
@pytest.mark.parametrize("ballots", [[], [{}, {}]], ids=["nobody", "all blank"])
def test_without_an_opinion_nobody_wins_and_all_are_tied(method, ballots):
    result = counted(file(method, ballots))

    assert result["ranking"] == [OPTIONS]
    assert result["winner"] is None
    assert (result["turnout"], result["blank"]) == (len(ballots), len(ballots))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (file("lottery", []), 'field method: it is "lottery", and must be one of'),
        (file("dots", [], options=["A", "B", "A"]), 'field options: "A" stands there twice'),
        (file("dots", [{"A": 1}, {"E": 1}]), 'ballot 2: option "E" is none of those of the vote: ["A", "B", "C", "D"]'),
        (file("dots", [{"A": -1}]), 'ballot 1: option "A": it is -1, and must be a whole number from 0 to 1000'),
        (file("dots", [{"A": True}]), 'ballot 1: option "A": it is true, and must be a whole number from 0 to 1000'),
        (file("dots", [{"A": None}]), 'ballot 1: option "A": it is null, and must be a whole number from 0 to 1000'),
        (file("dots", [{"A": 4}], settings={"dots": 3}), 'ballot 1: You have 3 dots to give, and it is {"A": 4}'),
        (file("dots", [], settings={"dots": 0}), "setting dots: it is 0, and must be a number from 1 to 20"),
        (file("dots", [], settings={"dice": 1}), "setting dice: there is no such setting"),
        (file("dots", [[]]), "ballot 1: it is [], and must be an object that gives options a value"),
        (file("dots", [{"choices": {"A": 1}, "weight": 0}]), "ballot 1: weight: it is 0, and must be a whole number"),
        (file("dots", [{"choices": {"A": 1}, "wait": 2}]), 'ballot 1: "wait" is none of choices, weight and table'),
        (
        file("dots", [{"choices": {"A": 1}, "table": 2}]),
        "ballot 1: table: it is 2, and must be left out where each person counts for one",
    ),
    (
        file("dots", [{"choices": {"A": 1}, "table": "2"}], settings={"by_table": True}),
        'ballot 1: table: it is "2", and must be a whole number from 0 to 1000000',
    ),
    (file("borda", [{"A": 0}]), 'ballot 1: option "A": it is 0, and must be a whole number from 1 to 4'),
        (file("borda", [{"A": 5}]), 'ballot 1: option "A": it is 5, and must be a whole number from 1 to 4'),
        (
            file("majority-judgment", [{"A": "high"}, {"B": "splendid"}]),
            'ballot 2: option "B": it is "splendid", and must be one of high, middle, low',
        ),
        (
            file("majority-judgment", [], settings={"grades": ["good", "good"]}),
            'setting grades: it is ["good", "good"], and must be a list of two or more different grades, best first',
        ),
        ({"musette": "ballots/2"}, "field musette"),
        ({"musette": "ballots/1", "method": "dots", "options": ["A"]}, "field ballots"),
        (file("dots", [{"choices": {"A": 1}, "weight": 700_000}] * 2), "they speak for more than 1000000 people"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(content, sentence):
    assert refusal(content).startswith(sentence) or sentence in refusal(content)
    assert "\n" not in refusal(content)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"musette": "ballots/1", "options": ["A"], "options": ["B"]}', '"options" stands twice'),
        ('{"musette": "ballots/1", "ballots": [{"A": NaN}]}', "NaN is no number"),
    ],
)
def test_json_that_could_be_read_in_two_ways_is_refused(text, sentence):
    with use("en"), pytest.raises(ExportRefused, match=sentence):
        read(text.encode())


@given(elections(), OTHERS)
def test_no_junk_breaks_the_count(election, junk):
    method, ballots = election
    for content in (
        file(method, [*ballots, junk]),
        file(method, [*ballots, {"A": junk}]),
        file(method, [*ballots, {"choices": {"A": junk}, "weight": junk}]),
        file(method, [*ballots, {"choices": {}, "table": junk}], settings={"by_table": True}),
        file(method, ballots, settings=junk),
        file(method, ballots, options=junk if isinstance(junk, list) else [str(junk)]),
    ):
        with suppress(ExportRefused):
            counted(content)


@pytest.mark.parametrize("method", sorted(VALUES))
def test_twelve_tables_of_odd_sizes_share_exactly(method):
    """Whole weights in the same proportions would speak for more people than a file may."""
    values = {"borda": 1, "criteria": {"new": 5, "useful": 5}, "majority-judgment": "high", "pairwise": {"B": 1}}
    sizes = (1, 2, 3, 5, 7, 8, 9, 11, 13, 17, 19, 23)
    said = {"choices": {"A": values.get(method, 1)}}
    ballots = [said | {"table": table} for table, size in enumerate(sizes, 1) for _person in range(size)]
    outcome = counted(file(method, ballots, settings=VALUES[method][1] | {"by_table": True}))

    assert (outcome["turnout"], outcome["winner"]) == (sum(sizes), "A")
    assert any(
        value == 12 or (isinstance(value, list) and 12 in value) for value in outcome["detail"]["A"].values()
    ) or (method in {"borda", "rating", "schulze"})


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"format": "musette-workshop"}'])
def test_another_file_is_not_taken_for_one_of_ballots(content):
    assert not ours(content)


def test_the_votes_of_a_workshop_become_files_of_ballots_that_come_out_the_same(played: Played):
    workshop = json.loads(written(export(played.session, played.workshop)))
    files = recounts.ballots_of(recounts.read(json.dumps(workshop).encode()))

    assert set(files) == {"dots", "judgment"}
    for step in workshop["agenda"]:
        if step["code"] in files:
            rows = step["vote"]["result"]["rows"]
            told = {row["option"]: {"rank": row["rank"], **row["values"]} for row in rows}
            assert counted(deepcopy(files[step["code"]]))["detail"] == told
