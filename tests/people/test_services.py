from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import clock
from toolkit.people import passphrases, services
from toolkit.people.models import Facilitator, SignIn


@pytest.fixture
def chloe(database):
    """Chloé, who leads workshops; what is kept of her passphrase does not matter here."""
    return database.write(lambda session: services.add(session, "Chloé", "kept").id)


def sign_in(database, facilitator):
    return database.write(lambda session: services.sign_in(session, session.get_one(Facilitator, facilitator)))


def signed_in(database, token):
    with database.read() as session:
        found = services.signed_in(session, token)
        return found.name if found else None


@pytest.mark.parametrize("name", ["Chloé", "CHLOÉ", "  chloé "])
def test_a_name_is_found_and_taken_whatever_its_capitals(database, chloe, name):
    with database.read() as session:
        assert services.find(session, name).id == chloe

    with pytest.raises(services.NameTaken):
        database.write(lambda session: services.add(session, name, "kept"))


def test_a_key_says_who_is_signed_in_until_it_is_given_back(database, chloe):
    token = sign_in(database, chloe)
    before = signed_in(database, token)

    database.write(lambda session: services.sign_out(session, token))

    assert (before, signed_in(database, token)) == ("Chloé", None)


def test_a_key_is_good_for_fourteen_days(database, chloe):
    token = sign_in(database, chloe)

    def age(session):
        session.query(SignIn).one().expires_at = clock.now() - timedelta(seconds=1)

    database.write(age)

    assert signed_in(database, token) is None
    assert timedelta(days=14) == services.SIGNED_IN


def test_another_passphrase_ends_every_sign_in(database, chloe):
    tokens = [sign_in(database, chloe) for _ in range(2)]

    database.write(lambda session: services.change_passphrase(session, session.get_one(Facilitator, chloe), "new"))

    assert [signed_in(database, token) for token in tokens] == [None, None]


def test_of_a_key_only_its_fingerprint_is_kept(database, chloe):
    token = sign_in(database, chloe)

    with database.read() as session:
        assert token not in {row.fingerprint for row in session.query(SignIn)}


@given(st.text(min_size=1, max_size=30))
def test_no_key_that_was_never_given_signs_anybody_in(database, chloe, token):
    assert chloe
    assert signed_in(database, token) is None


def test_a_passphrase_is_told_from_others_and_not_kept():
    invented = passphrases.invent()
    kept = passphrases.hashed(invented)

    assert passphrases.matches(kept, invented)
    assert not passphrases.matches(kept, invented + "x")
    assert not passphrases.matches(None, invented)
    assert invented not in kept


def test_invented_passphrases_can_be_read_out_and_differ():
    invented = {passphrases.invent() for _ in range(50)}

    assert len(invented) == 50
    assert all(len(one) == 27 and set(one) <= set("abcdefghijklmnoprstuvz-") for one in invented)


@pytest.mark.parametrize("length", [0, 11, 201])
def test_a_passphrase_too_short_or_too_long_is_refused(length):
    with pytest.raises(passphrases.PassphraseRefused):
        passphrases.hashed("x" * length)
