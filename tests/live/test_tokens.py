from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.clock import now
from toolkit.live import tokens
from toolkit.live.channels import Channel

words = st.text(min_size=1, max_size=12)
channel = Channel("MUSE7", "phone", "fr")


@given(st.builds(Channel, words, words, words), st.none() | words)
def test_a_token_brings_back_the_channel_and_the_person(channel, who):
    assert tokens.verify("s", tokens.sign("s", channel, who)) == (channel, who, "owner")


def test_a_token_signed_with_another_secret_is_refused():
    with pytest.raises(tokens.TokenRefused):
        tokens.verify("ours", tokens.sign("theirs", channel))


@given(st.integers(0, 40), st.characters(codec="ascii"))
def test_an_altered_token_is_refused_or_means_the_same(place, letter):
    token = tokens.sign("s", channel, "amina")
    altered = token[:place] + letter + token[place + 1 :]

    try:
        grant = tokens.verify("s", altered)
    except tokens.TokenRefused:
        return
    assert grant == (channel, "amina", "owner")


@pytest.mark.parametrize("nonsense", ["", ".", "a.b.c", "é", "MUSE7", "x" * 5000])
def test_nonsense_is_refused(nonsense):
    with pytest.raises(tokens.TokenRefused):
        tokens.verify("s", nonsense)


def test_a_signed_value_of_another_shape_is_refused():
    for value in (["only", "three", "parts"], 12, None):
        with pytest.raises(tokens.TokenRefused):
            tokens.verify("s", tokens._serializer("s").dumps(value))


@pytest.mark.parametrize(("hours", "accepted"), [(23, True), (25, False)])
def test_a_token_lasts_a_day_of_the_workshops_own_clock(monkeypatch, hours, accepted):
    token = tokens.sign("s", channel)
    later = now() + timedelta(hours=hours)
    monkeypatch.setattr(tokens, "now", lambda: later)

    try:
        tokens.verify("s", token)
    except tokens.TokenRefused:
        assert not accepted
    else:
        assert accepted


def test_a_wall_clock_that_jumps_changes_nothing(monkeypatch):
    token = tokens.sign("s", channel)
    monkeypatch.setattr("time.time", lambda: 0.0)

    assert tokens.verify("s", token).channel == channel


def test_the_address_of_a_stream_holds_workshop_and_token():
    start, workshop, token = tokens.stream_url("s", channel, "amina").rsplit("/", 2)

    assert (start, workshop) == ("/live", "MUSE7")
    assert tokens.verify("s", token).who == "amina"
