"""The yardstick of a vote: one row on disk and two letters back, over our server, our bridge and our writer.

`python -m bench.bare PORT FOLDER` serves `POST /vote` until it is ended. There is no Flask in it, no role,
no rule and no screen: what it takes is what the machine takes for any acknowledged request.
"""

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from bench.machine import HOST
from toolkit.db import Database
from toolkit.live import server
from toolkit.live.asgi import Wsgi
from toolkit.live.hub import Hub
from toolkit.live.shell import Shell
from toolkit.migrations import upgrade
from toolkit.workshops import receipts

REQUEST = f"POST /vote HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 0\r\n\r\n"


def application(database: Database) -> Wsgi:
    """Make an application that keeps one row for each request but those that only look."""
    numbers = count()

    def keep(session: Session) -> None:
        receipts.keep(session, "bare", f"{next(numbers)}", {})

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        if environ["REQUEST_METHOD"] == "POST":
            database.write(keep)
        start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
        return [b"ok"]

    return answer


def main(port: int, folder: Path) -> None:
    """Serve until ended."""
    database = Database(f"sqlite:///{folder / 'bare.db'}")
    upgrade(database.engine)
    server.run(Shell(application(database), Hub(lambda _channel: ""), "bare"), [server.listen(HOST, port)])


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
