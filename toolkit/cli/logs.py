"""The log of a hosted server: a line of JSON for each event, without a word that anybody typed."""

import json
import logging
import sys
from datetime import UTC, datetime
from traceback import extract_tb
from typing import Any


class Lines(logging.Formatter):
    """Writes an event as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; of an error, its kind and the places it came through: its message may quote somebody."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "log": record.name,
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            line["error"] = type(error).__name__
            line["at"] = [f"{place.filename}:{place.lineno} {place.name}" for place in extract_tb(error.__traceback__)]
        return json.dumps(line, ensure_ascii=False)


def to_stdout() -> None:
    """Write every event of this process to its standard output."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for talkative in ("alembic", "fontTools", "weasyprint"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
