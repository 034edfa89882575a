"""Four threads that write through the product's own writer, and note each acknowledgement beside the database.

Run by test_power.py, in a process of its own: python writing.py FOLDER SYNCHRONOUS UNITS
"""

import os
import sys
from itertools import count
from pathlib import Path
from threading import Lock, Thread

from toolkit import db
from toolkit.workshops.models import Receipt


def main(folder, synchronous, units):
    db.PRAGMAS["synchronous"] = synchronous
    database = db.Database(f"sqlite:///{folder / 'musette.db'}")
    numbers, turn, place = count(), Lock(), 0
    acknowledgements = os.open(folder / "acknowledged", os.O_CREAT | os.O_WRONLY)

    def write():
        nonlocal place
        while (number := next(numbers)) < units:
            key = f"{number:08}"
            database.write(lambda session: session.add(Receipt(holder="power", key=key, result={"x": "y" * 400})))  # noqa: B023
            with turn:
                place += os.pwrite(acknowledgements, key.encode(), place)

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
