import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.printing.render.store import Store, digest


@pytest.fixture
def store(tmp_path):
    kept = Store(memory=1000, disk=2000)
    kept.folder = tmp_path / "cache"
    return kept


def files(store):
    return [file for file in store.folder.glob("??/*") if file.is_file()]


def test_what_was_put_is_found_again_after_a_new_start(store):
    store.put(digest("a"), b"something")
    store.forget()

    assert store.get(digest("a")) == b"something"


def test_what_was_never_put_is_not_there(store):
    assert store.get(digest("a")) is None


@pytest.mark.parametrize("spoilt", [b"", b"short", b"x" * 41])
def test_a_file_that_was_spoilt_is_not_believed_and_goes(store, spoilt):
    store.put(digest("a"), b"something")
    store.forget()
    files(store)[0].write_bytes(spoilt)

    assert store.get(digest("a")) is None
    assert files(store) == []


def test_a_single_wrong_bit_is_noticed(store):
    store.put(digest("a"), b"something")
    store.forget()
    written = bytearray(files(store)[0].read_bytes())
    written[-1] ^= 1
    files(store)[0].write_bytes(written)

    assert store.get(digest("a")) is None


def test_a_folder_that_cannot_be_written_only_costs_time(store, tmp_path):
    store.folder = tmp_path / "a file"
    store.folder.write_text("in the way")
    store.put(digest("a"), b"something")

    assert store.get(digest("a")) == b"something"


def test_nothing_half_written_is_left_behind(store):
    (store.folder / digest("a")[:2] / digest("a")).mkdir(parents=True)
    store.put(digest("a"), b"something")

    assert files(store) == []


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 600)), max_size=60))
def test_the_memory_never_holds_more_than_it_may(puts):
    store = Store(memory=1000)

    for name, length in puts:
        store.put(str(name), bytes(length))
        held = [len(store.get(str(number)) or b"") for number in range(10)]
        assert sum(held) <= 1000
        assert store._size == sum(held)


def test_the_folder_is_brought_back_to_its_size_oldest_first(store):
    for number in range(30):
        store.put(digest(str(number)), bytes([number]) * 200)
    store.prune()
    store.forget()

    assert sum(file.stat().st_size for file in files(store)) <= 2000
    assert store.get(digest("29")) == bytes([29]) * 200
    assert store.get(digest("0")) is None


def test_no_two_lists_of_parts_have_one_name():
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("ab", "c", "")}) == 4
