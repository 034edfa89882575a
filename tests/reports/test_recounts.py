import json
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select

from tests.reports.play import Played
from toolkit.activities.models import Activity, Ballot
from toolkit.activities.shapes.answers.options import choices_of
from toolkit.activities.transcripts.parts import ExportRefused
from toolkit.reports.exports import export, written
from toolkit.reports.recounts import read, recount

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def step(exported: dict[str, Any], code: str) -> dict[str, Any]:
    return next(one for one in exported["agenda"] if one["code"] == code)


@pytest.fixture
def exported(played: Played) -> dict[str, Any]:
    return json.loads(written(export(played.session, played.workshop)))


def differences(exported: dict[str, Any]) -> str:
    return "; ".join(said for vote in recount(read(json.dumps(exported).encode())) for said in vote.differences)


def test_a_true_file_agrees(exported: dict[str, Any]):
    votes = recount(read(json.dumps(exported).encode()))

    assert [(vote.title, vote.ballots, vote.differences) for vote in votes] == [
        ("Vote: the features", 3, ()),
        ("Vote: the pitches", 3, ()),
    ]


def move_a_dot(dots: dict[str, Any]) -> None:
    ballot = dots["vote"]["ballots"][0]
    ballot[next(iter(ballot))] -= 1


def give_too_many(dots: dict[str, Any]) -> None:
    ballot = dots["vote"]["ballots"][0]
    ballot[next(iter(ballot))] = 99


def stuff_the_box(dots: dict[str, Any]) -> None:
    dots["vote"]["ballots"].append(dots["vote"]["ballots"][0])


def swap_ranks(dots: dict[str, Any]) -> None:
    rows = dots["vote"]["result"]["rows"]
    rows[0]["rank"], rows[1]["rank"] = rows[1]["rank"], rows[0]["rank"]


def forget_a_row(dots: dict[str, Any]) -> None:
    dots["vote"]["result"]["rows"].pop()


def announce_a_stranger(dots: dict[str, Any]) -> None:
    dots["vote"]["result"]["rows"].append({"option": "Z", "rank": 9, "headline": {}, "values": {}})


def announce_blanks(dots: dict[str, Any]) -> None:
    dots["vote"]["result"]["blank"] = 7


def shrink_the_room(dots: dict[str, Any]) -> None:
    dots["vote"]["eligible"] = 2


def take_ballots_and_result_away(dots: dict[str, Any]) -> None:
    del dots["vote"]["ballots"], dots["vote"]["result"]


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (move_a_dot, "does not come out as announced"),
        (give_too_many, "breaks the rules of the vote"),
        (stuff_the_box, "3 people voted, and there are 4 ballots"),
        (shrink_the_room, "3 people voted, and only 2 could"),
        (swap_ranks, "does not come out as announced"),
        (forget_a_row, "does not come out as announced"),
        (announce_a_stranger, "Z is announced, and is not an option"),
        (announce_blanks, "7 blank ballots are announced"),
        (take_ballots_and_result_away, "there are 0 ballots"),
    ],
)
def test_a_tampered_file_is_caught(exported: dict[str, Any], tamper: Callable[[dict[str, Any]], None], said: str):
    tamper(step(exported, "dots"))

    assert said in differences(exported)


def rank(exported: dict[str, Any], *ballots: list[str]) -> dict[str, Any]:
    """Make a ranking of the dot vote in a file, with these ballots."""
    dots = step(exported, "dots")
    dots |= {"kind": "ranking", "settings": {"source": "deal:compose:feature"}}
    dots["vote"]["ballots"] = [{"ranked": ranked} for ranked in ballots]
    return dots["vote"]


def test_impossible_rankings_are_named_one_by_one(exported: dict[str, Any]):
    first, second, *_others = codes = [option["code"] for option in step(exported, "dots")["vote"]["options"]]
    rank(exported, [first, first], codes[:4] if len(codes) > 3 else codes, ["Z9"], [second, first])

    said = differences(exported)

    assert "ballot 1 breaks the rules of the vote: Please give each proposal one place only" in said
    assert "ballot 3 breaks the rules of the vote: This is not one of the proposals" in said
    assert "ballot 4 " not in said


def test_one_grade_of_three_is_no_ballot(exported: dict[str, Any]):
    ballot = next(one for one in step(exported, "judgment")["vote"]["ballots"] if "t1" in one)
    ballot.pop("t1")

    assert "breaks the rules of the vote: Please give a grade to every proposal" in differences(exported)


def test_a_ballot_may_leave_out_what_the_voters_own_table_proposed(exported: dict[str, Any]):
    judgment = step(exported, "judgment")
    next(one for one in judgment["vote"]["ballots"] if "t1" in one).pop("t1")
    judgment["settings"]["own_table"] = False

    assert "breaks the rules" not in differences(exported)


def test_a_ballot_that_speaks_for_several_is_counted_so_often(exported: dict[str, Any]):
    vote = step(exported, "dots")["vote"]
    first, *others = [one for one in vote["ballots"] if "blank" not in one]
    alike = {"ballots": [first, first, first, *others], "voted": 2 + vote["voted"], "eligible": 2 + vote["eligible"]}
    vote.update(alike)
    plain = recount(read(json.dumps(exported).encode()))[0]

    vote["ballots"] = [{"choices": first, "weight": 3}, *others]
    weighed = recount(read(json.dumps(exported).encode()))[0]

    assert weighed == plain
    assert weighed.ballots == len(alike["ballots"])


@pytest.mark.parametrize("weight", [0, -1, 1001, "two", 1.5])
def test_a_ballot_of_no_weight_is_no_ballot(exported: dict[str, Any], weight: Any):
    ballots = step(exported, "dots")["vote"]["ballots"]
    ballots[0] = {"choices": ballots[0], "weight": weight}

    assert "ballot 1 breaks the rules of the vote" in differences(exported)


def test_ballots_from_elsewhere_are_exported_with_their_weight_and_agree(played: Played):
    activity = played.session.scalars(select(Activity).filter_by(code="dots")).one()
    content = {choices_of(played.session, activity)[0].code: 2}
    played.session.add(Ballot(activity_id=activity.id, key="k", content=content, weight=4, origin="paper"))
    played.session.flush()

    out = json.loads(written(export(played.session, played.workshop)))

    assert {"choices": content, "weight": 4, "origin": "paper"} in step(out, "dots")["vote"]["ballots"]
    assert [vote.differences for vote in recount(read(json.dumps(out).encode()))] == [(), ()]


@pytest.fixture
def by_table(played: Played) -> dict[str, Any]:
    """An export of 0.1.0 with a vote where tables count: all shares are texts, also the whole ones."""
    question = played.step("judgment")
    question.kind = "choice"
    question.settings = {"choices": [{"en": "Yes"}, {"en": "No"}], "secret": False, "by_table": True}
    ballots = {"Amina": "t1", "Bruno": "t2", "Chloé": "t1"}  # at tables 1, 2, 1
    played.show("judgment", on=False)
    played.session.execute(delete(Ballot).filter_by(activity_id=question.id))
    played.vote("judgment", {who: {"choice": choice} for who, choice in ballots.items()})
    played.show("judgment")
    exported = json.loads(written(export(played.session, played.workshop)))
    for row in step(exported, "judgment")["vote"]["result"]["rows"]:
        row["values"] = {name: str(share) for name, share in row["values"].items()}
    return exported


def test_shares_written_as_text_agree(by_table: dict[str, Any]):
    assert differences(by_table) == ""


def test_another_share_written_as_text_is_caught(by_table: dict[str, Any]):
    step(by_table, "judgment")["vote"]["result"]["rows"][0]["values"]["people"] = "2"

    assert "does not come out as announced" in differences(by_table)


@pytest.mark.parametrize(
    ("kind", "settings", "why"),
    [
        ("quiz", {}, "setting kind: it is "),
        ("talk", {}, "talk is no kind of vote"),
        ("dots", {"dots": 0}, "setting dots: it is 0, and must be a number from 1 to 20"),
    ],
)
def test_a_vote_whose_settings_cannot_be_is_refused(exported: dict[str, Any], kind: str, settings: Any, why: str):
    step(exported, "dots").update(kind=kind, settings=settings)

    with pytest.raises(ExportRefused, match=f"the vote dots cannot be counted: {why}"):
        recount(read(json.dumps(exported).encode()))


def test_a_field_that_is_wrong_is_named(exported: dict[str, Any]):
    exported["agenda"][0]["minutes"] = "many"

    with pytest.raises(ExportRefused, match=r"field agenda\.0\.minutes"):
        read(json.dumps(exported).encode())


def test_a_later_version_is_refused(exported: dict[str, Any]):
    exported["version"] = 3

    with pytest.raises(ExportRefused, match="field version"):
        read(json.dumps(exported).encode())


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\xff\xfe", b"null", b"{}", b'{"format": 3}'])
def test_nonsense_is_refused(content: bytes):
    with pytest.raises(ExportRefused):
        read(content)


@given(data=st.data())
def test_no_junk_breaks_the_count(exported: dict[str, Any], data: st.DataObject):
    changed = deepcopy(exported)
    place: Any = changed["agenda"]
    for _turn in range(data.draw(st.integers(1, 6))):
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        inside, place = place, place[key]
        if not isinstance(place, dict | list):
            break
    inside[key] = data.draw(JUNK)

    with suppress(ExportRefused):
        recount(read(json.dumps(changed).encode()))
