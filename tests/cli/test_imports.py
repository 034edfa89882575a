"""A command loads what it needs: what takes a second to load is not loaded to be named in a list."""

import subprocess
import sys

import click
import pytest

from toolkit.cli import main

PROCESSES = """
import sys
from toolkit.cli import main
from toolkit.printing.render.pool import pool
try:
    main(sys.argv[1:])
except SystemExit:
    print("|", len(pool().processes()))
"""
HEAVY = {"alembic", "flask", "pikepdf", "PIL", "sqlalchemy", "uvicorn", "weasyprint"}
LOADED = """
import sys
from toolkit.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    print("|", *{name.partition(".")[0] for name in sys.modules})
"""


def loaded(folder, *words, code=LOADED):
    """The packages that a command has loaded when it is done."""
    command = [sys.executable, "-c", code, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={"MUSETTE_DATA": folder})
    return set(done.stdout.rpartition("|")[2].split())


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["decks", "--help"], ["decks", "list"]])
def test_what_needs_no_server_no_database_and_no_paper_loads_none(tmp_path, words):
    assert loaded(str(tmp_path), *words) & HEAVY == set()


def test_to_name_the_commands_not_even_decks_are_read(tmp_path):
    assert loaded(str(tmp_path), "--help") & {"pydantic", "jinja2"} == set()  # babel has the words of the help


def test_a_print_loads_no_server_and_no_database(tmp_path):
    words = ["decks", "print", "musette", "--kind", "theme", "--lang", "en", "-o", str(tmp_path / "a.pdf")]

    assert loaded(str(tmp_path), *words) & (HEAVY - {"pikepdf", "PIL"}) == set()


def test_a_print_starts_processes_to_draw_and_the_same_print_again_starts_none(tmp_path):
    words = ["decks", "print", "musette", "--kind", "theme", "-o", str(tmp_path / "a.pdf")]

    assert loaded(str(tmp_path), *words, code=PROCESSES) != {"0"}
    assert loaded(str(tmp_path), *words, code=PROCESSES) == {"0"}


def test_what_a_list_says_of_a_command_is_what_the_command_says_itself():
    def check(group):
        context = click.Context(group)
        formatter = click.HelpFormatter(width=400)
        group.format_commands(context, formatter)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command.get_short_help_str(300) in formatter.getvalue()
            if isinstance(command, click.Group):
                check(command)

    check(main)


def test_a_command_that_does_not_exist_is_refused():
    with pytest.raises(click.UsageError, match="No such command"):
        main.resolve_command(click.Context(main), ["dance"])
