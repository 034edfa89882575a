import pytest

from toolkit.live import pens
from toolkit.live.pens import LASTS, Pens


@pytest.fixture
def clock(monkeypatch):
    """A clock that is moved on by hand: clock(12)."""
    moment = {"now": 100.0}
    monkeypatch.setattr(pens.time, "monotonic", lambda: moment["now"])
    return lambda seconds: moment.update(now=moment["now"] + seconds)


def test_only_news_is_told():
    held = Pens()

    assert held.take("A", "12", "whom")
    assert not held.take("A", "12", "whom")
    assert held.take("A", "12", "needs")
    assert held.of("A") == ["12:needs"]
    assert held.put_down("A", "12")
    assert not held.put_down("A", "12")
    assert held.of("A") == []


def test_each_workshop_has_its_own_in_an_order_that_stays():
    held = Pens()
    for who in ("9", "12", "7"):
        held.take("A", who, "whom")
    held.take("B", "1", "whom")

    assert held.of("A") == ["12:whom", "7:whom", "9:whom"]
    assert held.of("B") == ["1:whom"]
    assert held.of("C") == []


def test_who_falls_silent_is_forgotten_and_who_goes_on_is_not(clock):
    held = Pens()
    held.take("A", "gone", "whom")
    held.take("B", "there", "whom")
    clock(LASTS - 1)
    held.take("B", "there", "whom")
    clock(2)

    assert held.lapsed() == {"A"}
    assert held.of("A") == []
    assert held.of("B") == ["there:whom"]
    assert held.lapsed() == set()
