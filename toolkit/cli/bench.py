"""`musette bench`: what this machine can do, each figure beside a yardstick measured in the same run."""

import json
from pathlib import Path
from typing import Any

import click

try:
    from bench import printing, screens, tables, votes
    from bench.machine import most_streams
except ModuleNotFoundError as error:
    raise click.ClickException(
        f"{error.name} is missing. What measures is not installed with Musette: "
        "run “python3 run.py bench” in a copy of its source."
    ) from None

_JSON = click.option("--json", "as_json", is_flag=True, help="Say everything as JSON.")
_WRITE = click.option(
    "--write", type=click.Path(path_type=Path, exists=True), help="Put the tables into this document."
)
MOST = 10_000  # streams of the largest scenario


@click.group()
def group() -> None:
    """Measure this machine: every figure beside a yardstick of the same run."""


@group.command(
    "live", help="Measure the live screens: the price of a frame, 500 and 10,000 screens, a restart, a print."
)
@_JSON
@_WRITE
def live_command(write: Path | None, *, as_json: bool) -> None:
    """Measure the live screens; takes about three minutes."""
    if most_streams() < MOST:
        raise click.ClickException(
            f"{MOST} streams need as many open files: this machine allows {most_streams()}. Try: ulimit -n 20000"
        )
    _tell("live", screens.measure(lambda line: click.echo(line, err=True)), write, as_json=as_json)


@group.command("votes", help="Measure how fast votes become durable, beside the barest loop around SQLite.")
@_JSON
@_WRITE
def votes_command(write: Path | None, *, as_json: bool) -> None:
    """Measure the storage of votes; takes about fifteen seconds."""
    _tell("votes", votes.measure(), write, as_json=as_json)


@group.command("print", help="Measure the printing of decks, beside a browser, plain WeasyPrint, Typst and ReportLab.")
@click.option("--cards", default=printing.SMALL, show_default=True, help="Cards of the small deck.")
@click.option("--many", default=printing.LARGE, show_default=True, help="Cards of the large deck; 0 leaves it out.")
@click.option("--rounds", default=printing.ROUNDS, show_default=True, help="How often the small deck is printed.")
@_JSON
@_WRITE
def print_command(cards: int, many: int, rounds: int, write: Path | None, *, as_json: bool) -> None:
    """Measure prints; takes about four minutes."""
    measured = printing.measure(lambda line: click.echo(line, err=True), cards, many, rounds)
    for line in measured["lacking"]:
        click.echo(f"Not measured: {line}", err=True)
    _tell("print", measured, write, as_json=as_json)


def _tell(name: str, measured: dict[str, Any], write: Path | None, *, as_json: bool) -> None:
    """Say what was measured, and put it where it is asked for."""
    text = tables.table(measured["figures"], measured["ratios"])
    click.echo(json.dumps(measured, ensure_ascii=False, indent=1) if as_json else text)
    if write:
        tables.put(write, name, text)
