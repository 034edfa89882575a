"""A laptop for each test: a data folder of its own, in English."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.decks import library


@pytest.fixture(autouse=True)
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("MUSETTE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MUSETTE_LANGUAGE", "en")
    yield tmp_path / "data"
    library.look_in(tmp_path / "nowhere")
