"""A test that fails by chance is named and forgiven; one that fails twice fails the run."""

import subprocess
import sys

import pytest

from tests import rounds

BY_CHANCE = "def test_by_chance():\n    from pathlib import Path\n    mark = Path(__file__).with_suffix('.seen')\n"
BY_CHANCE += "    seen = mark.exists()\n    mark.touch()\n    assert seen\n"
IN_ITS_FIXTURE = BY_CHANCE.replace("def test_by_chance", "import pytest\n@pytest.fixture\ndef screens")
IN_ITS_FIXTURE = IN_ITS_FIXTURE.replace("    assert seen", "    yield\n    assert seen")
IN_ITS_FIXTURE += "def test_by_chance(screens):\n    pass\n"
STEADY = "def test_steady():\n    pass\n"
BROKEN = "import pytest\n@pytest.mark.parametrize('way', ['one way'])\ndef test_broken(way):\n    assert False\n"


@pytest.fixture
def play(tmp_path):
    """Return how a folder of tests is run: how the run ends, and what is said of it."""

    def play(*tests):
        for number, text in enumerate(tests):
            (tmp_path / f"test_{number}.py").write_text(text)
        sentences = []
        halves = [("-k", "not later"), ("-k", "later")] if any("later" in text for text in tests) else [(".",)]
        return rounds.run(on(tmp_path), sentences.append, *halves), sentences

    return play


def on(folder):
    def run(*words):
        command = [sys.executable, "-m", "pytest", "-q", "--rootdir", folder, "-p", "no:randomly", *words]
        return subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode

    return run


def test_nothing_is_said_of_tests_that_pass(play):
    assert play(STEADY) == (0, [])


@pytest.mark.parametrize("unsteady", [BY_CHANCE, IN_ITS_FIXTURE])
def test_a_test_that_passes_alone_leaves_the_run_green_and_is_named(play, unsteady):
    end, sentences = play(STEADY, unsteady)

    assert end == 0
    assert sentences[-1] == "unsteady: test_1.py::test_by_chance"


def test_a_test_that_fails_twice_fails_the_run(play):
    end, sentences = play(BROKEN, BY_CHANCE)

    assert end == rounds.FAILED
    assert "failed twice: test_0.py::test_broken[one way]" in sentences
    assert "unsteady: test_1.py::test_by_chance" in sentences


def test_what_failed_in_either_half_stands_in_the_last_lines(play):
    end, sentences = play(BY_CHANCE, BY_CHANCE.replace("by_chance", "later"))

    assert end == 0
    assert sentences[1:] == ["unsteady: test_0.py::test_by_chance", "unsteady: test_1.py::test_later"]


def test_a_half_that_could_not_be_run_is_not_green_whatever_passes_alone(play):
    assert play(BY_CHANCE, "import nothing_of_that_name  # later\n")[0] not in {0, rounds.FAILED}


def test_a_run_that_could_not_be_made_is_not_green(play):
    assert play("import nothing_of_that_name\n")[0] not in {0, rounds.FAILED}


def test_more_failures_than_chance_explains_are_not_run_again(play):
    many = BROKEN.replace("['one way']", str([f"way {number}" for number in range(rounds.MOST + 1)]))

    assert play(many) == (rounds.FAILED, [])
