import pytest

from toolkit.printing.render.pool import SIZE
from toolkit.printing.render.queue import WAITING, TooManyPrints, turn


def test_whoever_comes_when_two_wait_already_is_sent_away():
    begun = [turn() for _ in range(SIZE + WAITING)]
    for one in begun:
        one.__enter__()
    try:
        with pytest.raises(TooManyPrints), turn():
            pass
    finally:
        for one in begun:
            one.__exit__(None, None, None)

    with turn():
        pass


def test_a_print_that_fails_gives_its_place_back():
    for _ in range(SIZE + WAITING + 1):
        with pytest.raises(ZeroDivisionError), turn():
            raise ZeroDivisionError
