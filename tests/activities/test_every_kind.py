"""What every kind of activity keeps to, the kinds to come included."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.activities.kinds import KINDS, SORTS, Choice, InvalidAnswer, Kind, whole
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity
from toolkit.activities.ranks import ranks
from toolkit.activities.shapes import shapes
from toolkit.activities.shapes.answers.votes import BLANK, count
from toolkit.decks import icons
from toolkit.language import LANGUAGES, use
from toolkit.paths import PACKAGE

CHOICES = [Choice(code, {"fr": f"Idée {code}", "en": f"Idea {code}"}) for code in ("t1", "t2", "A1")]
VOTES = sorted(name for name, kind in KINDS.items() if issubclass(kind, Vote))
FORMS = st.dictionaries(
    st.sampled_from(["t1", "t2", "A1", "", "blank", "place1", "place2", "place3"]) | st.text(max_size=5),
    st.sampled_from(["", "0", "1", "3", "-1", "good", "excellent", "reject", "t1", "t2", "A1", "1e3", "٣"])
    | st.text(max_size=30),
    max_size=6,
)

VALUES = st.none() | st.booleans() | st.integers(-1, 30) | st.floats() | st.sampled_from(["good", "reject", "t1", ""])
BALLOTS = st.dictionaries(
    st.sampled_from(["t1", "t2", "A1", "Z9", "ranked", "blank"]),
    VALUES | st.lists(st.sampled_from(["t1", "t2", "A1", "Z9", None, 3]), max_size=5),
    max_size=4,
)
IMPOSSIBLE = [
    ("ranking", {"ranked": ["t1", "t1", "t1"]}),  # a place given twice
    ("ranking", {"ranked": ["t1", "t2", "A1", "t1", "t2", "A1"]}),  # six places of three
    ("ranking", {"ranked": ["t1", "Z9"]}),  # an unknown option
    ("ranking", {"ranked": []}),
    ("ranking", {"ranked": "t1"}),
    ("ranking", {"t1": 1}),
    ("ranking", {}),
    ("judgment", {"t1": "good"}),  # one grade of three
    ("judgment", {"t1": "good", "t2": "good", "A1": "splendid"}),
    ("judgment", {"t1": "good", "t2": "good", "A1": "good", "Z9": "good"}),
    ("judgment", {"t1": ["good"], "t2": {}, "A1": None}),
    ("dots", {"t1": 2, "t2": 2}),  # too many dots
    ("dots", {"t1": 4, "t2": -1}),
    ("dots", {"t1": True}),
    ("dots", {"t1": 1.5}),
    ("dots", {"t1": "1"}),
    ("dots", {"Z9": 1}),
    ("dots", {}),
]


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_kind_has_a_label_and_says_what_people_give(name):
    kind = KINDS[name]

    assert issubclass(kind, Kind)
    for language in LANGUAGES:
        with use(language):
            assert str(kind.label)
    assert kind.shape in shapes()


@pytest.mark.parametrize("name", sorted(KINDS))
def test_whoever_writes_an_agenda_knows_a_kind_by_its_sort_and_a_picture(name):
    kind = KINDS[name]

    assert kind.sort in SORTS
    assert icons.known(kind.icon)
    assert str(kind.sentence).endswith(".")


@pytest.mark.parametrize("name", VOTES)
@pytest.mark.parametrize("fragment", ["ballot.html", "tally.html"])
def test_a_vote_brings_its_fragments(name, fragment):
    file = PACKAGE / "activities" / "kinds" / name / fragment

    assert file.exists()
    assert file.read_text("utf-8").startswith("{#")


@pytest.mark.parametrize("name", VOTES)
def test_a_vote_explains_its_method_and_what_a_tie_is(name):
    for language in LANGUAGES:
        with use(language):
            assert str(KINDS[name]().method).endswith(".")
            assert str(KINDS[name]().tie_rule).endswith(".")


@pytest.mark.parametrize("name", VOTES)
@pytest.mark.parametrize("choices", [CHOICES, CHOICES[:1], []], ids=["three", "one", "none"])
def test_a_vote_without_ballots_has_a_tally_and_no_winner(name, choices):
    rules = KINDS[name]()

    result = count(Activity(title={}), rules, choices, [], (0, 4))

    assert [row["choice"] for row in result.tally["rows"]] == choices
    assert not result.tied
    for row in result.tally["rows"]:
        assert rules.headline(row)


@pytest.mark.parametrize("name", VOTES)
@given(form=FORMS)
def test_a_ballot_is_read_or_refused_and_nothing_else(name, form):
    rules = KINDS[name]()

    with suppress(InvalidAnswer):
        content = rules.read(form, CHOICES)

        assert content != BLANK
        assert rules.lawful(json.loads(json.dumps(content)), CHOICES) == content
        assert rules.marks(form, CHOICES), "whoever ticks “blank” too is asked which it shall be"
        assert json.loads(json.dumps(content)) == content
        assert rules.tally([content], CHOICES)["rows"]


@pytest.mark.parametrize("name", VOTES)
@given(content=BALLOTS)
def test_a_ballot_that_nobody_could_have_cast_is_refused(name, content):
    rules = KINDS[name]()

    with suppress(InvalidAnswer):
        assert rules.lawful(content, CHOICES) == content

        assert told(rules.read(form_of(content), CHOICES)) == told(content)
        assert rules.tally([content], CHOICES)["rows"]


def told(content):
    """Return what a ballot says: of the places the order too, of those that one choice won against only who."""
    return {key: set(value) if isinstance(value, list) and key != "ranked" else value for key, value in content.items()}


def form_of(content):
    """Return the form that would give this ballot: places, criteria, pairs, or one value for each choice."""
    form = {f"place{place}": code for place, code in enumerate(content.get("ranked", ()), 1)}
    for code, value in content.items():
        if isinstance(value, dict):
            form |= {f"{code}.{name}": str(one) for name, one in value.items()}
        elif isinstance(value, list):
            form |= {f"{code}|{other}": code for other in value}
        else:
            form[code] = str(value)
    return form


@pytest.mark.parametrize(("name", "content"), IMPOSSIBLE)
def test_an_impossible_ballot_is_refused_with_a_sentence(name, content):
    with use("en"), pytest.raises(InvalidAnswer, match=r"\.$"):
        KINDS[name]().lawful(content, CHOICES)


@pytest.mark.parametrize("name", VOTES)
@pytest.mark.parametrize("nothing", ["", "0"])
def test_a_form_that_was_left_as_it_came_chooses_nothing(name, nothing):
    form = dict.fromkeys(["t1", "t2", "A1"], nothing) | {"place1": "", "blank": "1"}

    assert KINDS[name]().marks(form, CHOICES) == {}


@pytest.mark.parametrize("name", VOTES)
@given(forms=st.lists(FORMS, max_size=8))
def test_every_choice_is_ranked_and_the_order_of_ballots_does_not_matter(name, forms):
    rules = KINDS[name]()
    contents = []
    for form in forms:
        with suppress(InvalidAnswer):
            contents.append(rules.read(form, CHOICES))

    rows = rules.tally(contents, CHOICES)["rows"]

    assert {row["choice"].code for row in rows} == {choice.code for choice in CHOICES}
    assert rows == rules.tally(reversed(contents), CHOICES)["rows"]
    assert [row["rank"] for row in rows] == sorted(row["rank"] for row in rows)
    assert rows[0]["rank"] == 1


@given(st.none() | st.text(max_size=8))
def test_a_whole_number_is_read_or_refused(typed):
    with suppress(InvalidAnswer):
        assert 0 <= whole(typed) <= 9999


@pytest.mark.parametrize(
    ("scores", "places"), [([], []), ([3], [1]), ([3, 3, 1], [1, 1, 3]), ([5, 4, 4, 4, 1], [1, 2, 2, 2, 5])]
)
def test_equal_scores_share_a_rank_and_the_next_is_skipped(scores, places):
    assert ranks(scores) == places
