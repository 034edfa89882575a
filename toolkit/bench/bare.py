"""The yardstick of a vote: one row on disk and two letters back, over our server, our bridge and our writer.

`python -m toolkit.bench.bare PORT FOLDER` serves `POST /vote` until it is ended. There is no session in it, no role,
no rule and no screen: what it takes is what the machine takes for any acknowledged request.
"""

import sys
from itertools import count
from pathlib import Path

from flask import Flask

from toolkit.bench.machine import HOST
from toolkit.db import Database
from toolkit.live import server
from toolkit.live.hub import Hub
from toolkit.live.shell import Shell
from toolkit.migrations import upgrade
from toolkit.workshops.models import Receipt

REQUEST = f"POST /vote HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 0\r\n\r\n"


def application(database: Database) -> Flask:
    """Make an application that keeps one row for each request, and one that says it is there."""
    app, numbers = Flask(__name__), count()

    @app.post("/vote")
    def vote() -> str:
        number = next(numbers)
        database.write(lambda session: session.add(Receipt(holder="bare", key=f"{number}", result={})))
        return "ok"

    app.add_url_rule("/healthz", "healthz", lambda: "ok")
    return app


def main(port: int, folder: Path) -> None:
    """Serve until ended."""
    database = Database(f"sqlite:///{folder / 'bare.db'}")
    upgrade(database.engine)
    server.run(Shell(application(database), Hub(lambda _channel: ""), "bare"), [server.listen(HOST, port)])


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
