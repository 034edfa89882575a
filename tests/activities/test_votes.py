from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect, select, text

from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import ActivityClosed, Answer, Ballot, Envelope, Voter
from toolkit.activities.shapes.answers import ballot_box, options, votes
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.moves import hands
from toolkit.decks import library
from toolkit.language import use
from toolkit.workshops import joining
from toolkit.workshops.codes import fingerprint


def vote(room, code):
    """Open a vote of the workshop."""
    step = room.step(code)
    agenda.switch(room.session, room.workshop, step, "open", on=True)
    return step


@pytest.fixture
def judgment(room):
    """A vote on the pitches of the three tables."""
    for number, name in enumerate(("Amina", "Bruno", "Dora"), 1):
        person = room.person(name) if number < 3 else room.enter(name, number)[0]
        sheets.write(room.session, room.open("pitch"), person, "whom", f"L'idée de {name}", 0)
    return vote(room, "judgment")


@pytest.fixture
def dots(room):
    """A dot vote on the two features that each table keeps."""
    kinds = {card.code: card.kind for card in library.find("musette").cards}
    compose = room.open("compose")
    hands.deal(room.session, room.workshop, compose, seed="graine", duplicates=False)
    for table in room.workshop.tables:
        held = hands.hands_of(room.session, compose)[table.id]
        for card in [card.code for card in held.cards if kinds[card.code] == "feature"][:2]:
            hands.keep(room.session, compose, table, card, "kept")
    return vote(room, "dots")


def ballots(room, step):
    return [slip.content for slip in ballot_box.unsigned(room.session, step)]


def cast(room, step, person, **form):
    votes.cast(room.session, step, room.person(person.name), person.token, form)


def offered(room, activity, person):
    return votes.offered(activity, options.choices_of(room.session, activity), person)


def test_a_ballot_is_counted(room, judgment, amina):
    cast(room, judgment, amina, t1="excellent", t2="good", t3="poor")

    result = votes.result(room.session, judgment)

    assert [(row["choice"].code, row["median"]) for row in result.tally["rows"]] == [
        ("t1", "excellent"),
        ("t2", "good"),
        ("t3", "poor"),
    ]
    assert (result.voted, result.eligible, result.blank, result.tied) == (1, 3, 0, False)


def test_voting_again_replaces_the_ballot(room, judgment, amina):
    cast(room, judgment, amina, t1="excellent", t2="good", t3="poor")
    cast(room, judgment, amina, t1="poor", t2="good", t3="poor")

    assert ballots(room, judgment) == [{"t1": "poor", "t2": "good", "t3": "poor"}]
    assert votes.turnout(room.session, judgment) == (1, 3)


def test_a_second_device_of_one_person_is_refused(room, judgment, amina, stranger):
    cast(room, judgment, amina, t1="excellent", t2="good", t3="poor")

    with pytest.raises(InvalidAnswer):
        votes.cast(room.session, judgment, room.person("Amina"), stranger.token, {"blank": "yes"})
    assert len(ballots(room, judgment)) == 1


def test_a_browser_finds_its_own_ballot_and_no_other(room, judgment, amina, bruno):
    cast(room, judgment, amina, t1="excellent", t2="good", t3="poor")

    seen = [
        votes.own_ballot(room.session, judgment, room.person(person.name), person.token) for person in (amina, bruno)
    ]

    assert seen == [{"t1": "excellent", "t2": "good", "t3": "poor"}, None]
    assert [votes.has_voted(room.session, judgment, room.person(name)) for name in ("Amina", "Bruno")] == [True, False]


def test_a_closed_vote_takes_no_ballot(room, judgment, amina):
    agenda.switch(room.session, room.workshop, judgment, "open", on=False)

    with pytest.raises(ActivityClosed):
        cast(room, judgment, amina, t1="excellent", t2="good", t3="poor")


def test_a_blank_vote_is_counted_apart(room, judgment, amina, bruno):
    cast(room, judgment, amina, blank="yes")
    cast(room, judgment, bruno, t1="good", t2="good", t3="good")

    result = votes.result(room.session, judgment)

    assert (result.voted, result.blank) == (2, 1)
    assert [sum(row["profile"]) for row in result.tally["rows"]] == [1, 1, 1]
    assert result.tied


def test_a_ballot_that_is_blank_and_chooses_is_refused_and_the_earlier_one_stays(room, judgment, amina):
    before = {"t1": "good", "t2": "good", "t3": "good"}
    cast(room, judgment, amina, **before)

    with use("en"), pytest.raises(InvalidAnswer, match="blank vote"):
        cast(room, judgment, amina, blank="yes", t2="excellent")

    assert ballots(room, judgment) == [before]


def test_a_vote_of_blank_ballots_only_has_no_winner(room, judgment, amina):
    cast(room, judgment, amina, blank="yes")

    assert not votes.result(room.session, judgment).tied


def test_nobody_votes_for_their_own_table_where_the_vote_says_so(room, dots, amina, bruno):
    kept = votes.choices_of(room.session, dots)
    offers = {person.name: offered(room, dots, room.person(person.name)) for person in (amina, bruno)}
    own = next(choice for choice in kept if room.table(1).id in choice.tables)

    with pytest.raises(InvalidAnswer):
        cast(room, dots, amina, **{own.code: "1"})
    cast(room, dots, bruno, **{own.code: "1"})

    assert len(kept) == 6
    assert {len(choices) for choices in offers.values()} == {4}
    assert own not in offers["Amina"]
    assert own in offers["Bruno"]


def test_sitting_elsewhere_for_a_moment_gives_nobody_a_vote_for_their_own_table(room, dots, amina, bruno):
    own = next(choice for choice in votes.choices_of(room.session, dots) if room.table(1).id in choice.tables)
    for table in (2, 3):
        joining.sit(room.session, room.person("Amina"), table)
        with pytest.raises(InvalidAnswer):
            cast(room, dots, amina, **{own.code: "1"})
    joining.sit(room.session, room.person("Amina"), 1)

    assert own not in offered(room, dots, room.person("Amina"))
    late, token = room.enter("Dora", 1)
    joining.sit(room.session, late, 2)
    with pytest.raises(InvalidAnswer):
        votes.cast(room.session, dots, late, token, {own.code: "1"})
    joining.sit(room.session, room.person("Bruno"), 1)
    cast(room, dots, bruno, **{own.code: "1"})


def test_whoever_sat_elsewhere_before_the_vote_opened_votes_as_the_table_they_are_at(room):
    joining.sit(room.session, room.person("Amina"), 2)
    step = room.step("dots")
    step.opened_at = clock.now()

    assert room.person("Amina").table_at(step.opened_at) == room.table(2).id


def test_a_table_judges_its_own_pitch_where_the_vote_allows_it(room, judgment):
    assert len(offered(room, judgment, room.person("Amina"))) == 3


@pytest.mark.sqlite
def test_a_ballot_has_no_person_no_time_and_no_order(room, judgment):
    people = [room.enter(f"Voter {number}", 1) for number in range(30)]
    for number, (person, token) in enumerate(people):
        form = {"t1": "good", "t2": "good", "t3": "excellent" if number < 15 else "reject"}
        votes.cast(room.session, judgment, person, token, form)
    agenda.switch(room.session, room.workshop, judgment, "open", on=False)
    room.session.flush()

    columns = {column["name"] for column in inspect(room.session.connection()).get_columns("ballot")}
    stored = room.session.execute(text("select key, content from ballot")).all()

    assert columns == {"activity_id", "key", "content", "weight", "origin"}
    assert set(room.session.execute(text("select weight, origin from ballot"))) == {(1, "phone")}, "all are alike"
    assert [key for key, _content in stored] == sorted(key for key, _content in stored)
    assert [content for _key, content in stored[:15]].count(stored[0].content) < 15
    assert not {key for key, _content in stored} & {fingerprint(token) for _person, token in people}
    with pytest.raises(Exception, match="no such column"):
        room.session.execute(text("select rowid from ballot"))


def test_ballots_from_elsewhere_count_for_the_people_they_speak_for(room, judgment, amina, bruno):
    cast(room, judgment, amina, t1="excellent", t2="good", t3="poor")
    hand = {"t1": "reject", "t2": "good", "t3": "good"}
    room.session.add(Ballot(activity_id=judgment.id, key="x", content=hand, weight=3, origin="hand"))
    room.session.add(Ballot(activity_id=judgment.id, key="y", content={"blank": True}, weight=2, origin="paper"))
    cast(room, judgment, bruno, t1="good", t2="good", t3="poor")

    result = votes.result(room.session, judgment)

    profiles = {row["choice"].code: row["profile"] for row in result.tally["rows"]}
    assert profiles == {"t1": [1, 1, 0, 0, 3], "t2": [0, 5, 0, 0, 0], "t3": [0, 3, 0, 2, 0]}
    assert (result.voted, result.eligible, result.blank) == (7, 8, 2)
    assert votes.has_voted(room.session, judgment, room.person("Amina"))
    agenda.switch(room.session, room.workshop, judgment, "open", on=False)
    assert votes.turnout(room.session, judgment) == (7, 8)


@pytest.mark.sqlite  # PostgreSQL keeps rows as they came, beside envelopes that nobody can open: test_postgres.py
def test_the_list_of_voters_says_nothing_about_ballots_nor_their_order(room, judgment, amina, bruno):
    cast(room, judgment, bruno, t1="good", t2="good", t3="good")
    cast(room, judgment, amina, blank="yes")
    room.session.flush()

    rows = room.session.execute(text("select * from voter")).all()

    assert rows == sorted((judgment.id, person.id) for person in (amina, bruno))
    assert room.session.scalars(select(Answer)).all() == []


def test_two_votes_of_one_browser_cannot_be_linked(room, judgment, dots, amina):
    cast(room, judgment, amina, blank="yes")
    cast(room, dots, amina, blank="yes")
    sealed = set(room.session.scalars(select(Envelope.mark)))
    for vote in (judgment, dots):
        agenda.switch(room.session, room.workshop, vote, "open", on=False)

    assert len(sealed) == len(set(room.session.scalars(select(Ballot.key)))) == 2


def test_there_is_no_vote_in_another_kind_of_step(room, amina):
    with pytest.raises(InvalidAnswer):
        cast(room, room.open("pitch"), amina, t1="good")


def test_who_has_left_is_no_longer_expected_to_vote(room, judgment):
    room.person("Bruno").present = False

    assert votes.turnout(room.session, judgment) == (0, 2)


def test_more_ballots_than_people_in_the_room_never_make_a_turnout_over_all(room, judgment, amina):
    cast(room, judgment, amina, blank="yes")
    for person in room.workshop.participants:
        person.present = False

    assert votes.turnout(room.session, judgment) == (1, 1)


def test_an_open_vote_is_kept_by_name_and_can_be_changed_from_any_device(room, dots, amina, stranger):
    dots.settings = {**dots.settings, "secret": False}
    theirs = offered(room, dots, room.person("Amina"))[0].code
    cast(room, dots, amina, **{theirs: "2"})
    votes.cast(room.session, dots, room.person("Amina"), stranger.token, {theirs: "1"})
    room.session.flush()

    assert votes.own_ballot(room.session, dots, room.person("Amina"), "") == {theirs: 1}
    assert votes.turnout(room.session, dots) == (1, 2)
    assert room.session.scalars(select(Ballot)).all() == room.session.scalars(select(Voter)).all() == []
    assert votes.result(room.session, dots).tally["total"] == 1


MENTIONS = st.sampled_from(["excellent", "good", "fair", "poor", "reject", "", "nonsense"])
FORMS = st.fixed_dictionaries({"t1": MENTIONS, "t2": MENTIONS, "t3": MENTIONS}, optional={"blank": st.just("yes")})


def meant(form):
    marks = {code: form[code] for code in ("t1", "t2", "t3")}
    assert not (form.get("blank") and any(marks.values()))
    return votes.BLANK if form.get("blank") else marks


@given(acts=st.lists(st.tuples(st.integers(0, 3), st.booleans(), FORMS), max_size=25))
def test_however_people_vote_each_counts_once_and_the_result_is_a_recount(room, judgment, acts):
    savepoint = room.session.begin_nested()
    people = [room.enter(f"Voter {number}", 1 + number % 3) for number in range(4)]
    model = {}
    for number, own_device, form in acts:
        person, token = people[number]
        try:
            votes.cast(room.session, judgment, person, token if own_device else f"other {token}", form)
        except InvalidAnswer:
            continue
        assert model.setdefault(number, (own_device, None))[0] == own_device
        model[number] = (own_device, meant(form))

    result = votes.result(room.session, judgment)
    stored = ballots(room, judgment)
    savepoint.rollback()
    room.session.expire_all()

    given_by_hand = [content for _device, content in model.values()]
    assert sorted(map(repr, map(sorted, map(dict.items, stored)))) == sorted(
        map(repr, map(sorted, map(dict.items, given_by_hand)))
    )
    assert (result.voted, result.blank) == (len(model), given_by_hand.count(votes.BLANK))
    for row in result.tally["rows"]:
        counted = Counter(content[row["choice"].code] for content in given_by_hand if content != votes.BLANK)
        assert row["profile"] == [counted[mention] for mention in ("excellent", "good", "fair", "poor", "reject")]
