"""How soon a command answers: alone, and in a process that loads every command first, as none should."""

import sys
from pathlib import Path
from statistics import median

from bench import ours

SECONDS = "commands that print nothing, seconds"
LOADED = ", with every command loaded"
COMMANDS = {"--help": ["--help"], "decks list": ["decks", "list"]}
_EVERYTHING = """
import importlib, pkgutil
from toolkit import cli
for module in pkgutil.walk_packages(cli.__path__, "toolkit.cli."):
    if module.name.rpartition(".")[2] not in {"bench", "__main__"}:
        importlib.import_module(module.name)
cli.main()
"""


def measure(rounds: int, folder: Path) -> dict[str, dict[str, float]]:
    """Time each command both ways, in turns."""
    taken: dict[str, list[float]] = {}
    for _each in range(rounds):
        for name, words in COMMANDS.items():
            typed = words if "--help" in words else [*words, "--data", str(folder)]
            for label, program in ((name, ["-m", "toolkit.cli"]), (name + LOADED, ["-c", _EVERYTHING])):
                taken.setdefault(label, []).append(ours.cost([sys.executable, *program, *typed])[0])
    return {SECONDS: {name: round(median(times), 3) for name, times in taken.items()}}
