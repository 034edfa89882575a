"""A file is whole or not there, and nobody else reads it."""

import stat

import pytest

from toolkit import files


@pytest.mark.parametrize("durable", [True, False])
def test_a_file_is_written_for_its_owner_alone_in_a_folder_that_was_not_there(tmp_path, durable):
    file = tmp_path / "new" / "secret"

    files.write(file, b"words", durable=durable)

    assert file.read_bytes() == b"words"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_what_stops_half_way_leaves_what_was_there_and_nothing_else(tmp_path):
    file = tmp_path / "secret"
    files.write(file, b"words")

    with pytest.raises(OSError, match="no room"):
        stop_half_way(file)

    assert file.read_bytes() == b"words"
    assert list(tmp_path.iterdir()) == [file]


def stop_half_way(file):
    with files.whole(file) as made:
        made.write_bytes(b"half of the n")
        raise OSError("no room")


def test_until_it_is_complete_the_old_file_is_read(tmp_path):
    file = tmp_path / "secret"
    files.write(file, b"words")

    with files.whole(file, durable=False) as made:
        made.write_bytes(b"other words")
        assert file.read_bytes() == b"words"
        assert made.suffix == files.UNFINISHED

    assert file.read_bytes() == b"other words"
