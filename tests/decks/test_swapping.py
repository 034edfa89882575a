"""A folder that takes the place of another is told from it, and from those before."""

import os
import shutil

from toolkit.decks import library
from toolkit.decks.folder.swapping import swap


def test_a_folder_copied_from_the_one_it_replaces_is_another(tmp_path):
    deck = tmp_path / "deck"
    (deck / "cards").mkdir(parents=True)
    os.utime(deck, (0, 0))

    def edit(new):
        shutil.copytree(deck, new, dirs_exist_ok=True)  # with the moment of the folder that it copies
        (new / "cards" / "A1.toml").write_text("title")

    swap(deck, edit)

    assert library.stamp(deck)[1] > 0
    assert (deck / "cards" / "A1.toml").read_text() == "title"
