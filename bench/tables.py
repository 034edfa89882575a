"""The tables of docs/performance.md: written by the command that measures, between two marks, and by no hand."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any


def table(figures: Mapping[str, Any], ratios: Mapping[str, float]) -> str:
    """Write figures and ratios as two Markdown tables."""
    lines = ["| Measured | Figures |", "|---|---|"]
    lines += [f"| {name} | {_words(value)} |" for name, value in figures.items()]
    lines += ["", "| Ratio | |", "|---|---:|"]
    lines += [f"| {name} | {value:g} |" for name, value in ratios.items()]
    return "\n".join(lines)


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {one}" for name, one in value.items())
    return str(value)


def put(file: Path, name: str, text: str) -> None:
    """Put a text between the marks of `name` in a document. Raises ValueError when they are not there."""
    begin, end = f"<!-- bench {name} -->", f"<!-- end of bench {name} -->"
    document = file.read_text(encoding="utf-8")
    before, mark, rest = document.partition(begin)
    _old, closed, after = rest.partition(end)
    if not mark or not closed:
        raise ValueError(f"{file} has no place marked {begin} … {end}")
    day = f"Measured on {date.today().isoformat()}."  # noqa: DTZ011 - the day of whoever measures
    file.write_text(f"{before}{begin}\n{day}\n\n{text}\n{end}{after}", encoding="utf-8")
