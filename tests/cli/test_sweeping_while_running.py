"""A laptop that is never shut erases what is to be erased all the same."""

import threading

import pytest
from click.testing import CliRunner

from toolkit.cli import main, serve, sweeping
from toolkit.language import current, use


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_laptop_sweeps_again_while_it_runs_in_its_owners_language(tmp_path, monkeypatch, language):
    swept, spoken = threading.Event(), []

    def sweep(settings):
        spoken.append(current())
        sweeping.sweep(settings)
        if len(spoken) > 1:
            swept.set()

    monkeypatch.setenv("MUSETTE_LANGUAGE", language)
    monkeypatch.setattr(serve, "sweep", sweep)
    monkeypatch.setattr(serve, "Sweeper", lambda work: sweeping.Sweeper(work, every=0.01))
    monkeypatch.setattr(serve, "create_server", lambda *_parts: None)
    monkeypatch.setattr(serve.server, "run", lambda *_parts: swept.wait(20))

    with use("en"):
        done = CliRunner().invoke(main, ["serve", "--data", str(tmp_path), "--port", "0", "--no-browser"])

    assert done.exit_code == 0, done.output
    assert swept.is_set()
    assert set(spoken) == {language}
