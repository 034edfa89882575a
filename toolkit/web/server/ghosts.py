"""The ghosts of rehearsals: each troupe is a process of its own, which speaks to this server as phones do."""

import os
import subprocess
import sys
from collections import deque
from dataclasses import dataclass, field
from threading import Thread

MOST_LINES = 12
GRACE = 5.0  # seconds


@dataclass
class Player:
    """One process of ghosts, and the last it said."""

    process: subprocess.Popen[str]
    said: deque[str] = field(default_factory=lambda: deque(maxlen=MOST_LINES))

    @property
    def playing(self) -> bool:
        """Whether the ghosts are still at it."""
        return self.process.poll() is None

    @property
    def last(self) -> list[str]:
        """The step they are at or, once they are done, how it went."""
        return list(self.said)[-1:] if self.playing else list(self.said)

    def listen(self) -> None:
        """Keep what the process says, until it ends; an empty line begins the summary."""
        for line in self.process.stdout or ():
            if not line.strip():
                self.said.clear()
            else:
                self.said.append(line.rstrip())
        self.process.wait()


class Troupe:
    """Starts and stops ghosts; they stop by themselves at the end, or when this server does."""

    def __init__(self) -> None:
        self._players: dict[str, Player] = {}

    def start(self, code: str, key: str, options: list[str], environment: dict[str, str]) -> None:
        """Let ghosts play on the copy `code`; the key of its desk goes by a pipe, where nobody else can read it."""
        process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-m", "toolkit.cli", "rehearse", *options, "--key", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, **environment, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
        )
        player = self._players[code] = Player(process)
        Thread(target=player.listen, name=f"rehearsal {code}", daemon=True).start()
        if process.stdin:
            process.stdin.write(f"{key}\n")
            process.stdin.flush()

    def stop(self, code: str) -> None:
        """End a rehearsal: the ghosts leave when the pipe closes, or are made to."""
        player = self._players.get(code)
        if player is None:
            return
        if player.process.stdin:
            player.process.stdin.close()
        try:
            player.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            player.process.kill()

    def forget(self, code: str) -> None:
        """End a rehearsal that is being erased."""
        self.stop(code)
        self._players.pop(code, None)

    def of(self, code: str) -> Player | None:
        """Return the ghosts of a rehearsal, if this server started them."""
        return self._players.get(code)
