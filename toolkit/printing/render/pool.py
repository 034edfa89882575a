"""The rendering processes, seen from the program: started when first needed, kept alive, replaced when ill."""

import atexit
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from dataclasses import dataclass, field
from functools import cache
from threading import BoundedSemaphore, Lock, Thread, Timer
from typing import Any, BinaryIO, TypeVar, cast

from toolkit import wire
from toolkit.language import gettext as _
from toolkit.paths import PACKAGE
from toolkit.printing.render import pango
from toolkit.printing.render.pango import PangoMissing
from toolkit.printing.render.typefaces import CONFIGURATION

SECONDS = 180.0  # by the clock, for a worker that answers no more: heavy pages end by their time of processor
SIZE = min(2, os.cpu_count() or 1)  # so that the room keeps its share of the laptop
BEHIND = 5  # as `nice` counts: a busy laptop still gives a print a quarter of what it gives the room
_JOBS_EACH = 200
Job = TypeVar("Job")
Result = TypeVar("Result")
_COMMAND = (sys.executable, "-m", "toolkit.printing.render.worker")


class RenderStopped(RuntimeError):
    """The rendering process took too long or too much memory, or crashed, and was ended."""


class RenderRefused(RuntimeError):
    """What was asked cannot be printed; the message says why."""


class Worker:
    """One rendering process, given one job at a time, so far behind other work."""

    def __init__(self, behind: int) -> None:
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [*_COMMAND, f"{behind}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        self._jobs = cast("BinaryIO", self._process.stdin)
        self._answers = cast("BinaryIO", self._process.stdout)
        self.jobs = 0
        hello = self._listen(SECONDS)[0]
        if "ready" not in hello:
            self.close()
            raise PangoMissing(pango.advice(), hello.get("missing", ""))
        self.renderer = str(hello["ready"])

    def ask(self, job: dict[str, Any], body: str | bytes = "", seconds: float = SECONDS) -> wire.Message:
        """Have one job done on a page of HTML, or on a PDF.

        Raises RenderStopped, after which this worker is gone, or RenderRefused.
        """
        self.jobs += 1
        with suppress(BrokenPipeError):
            wire.send(self._jobs, job, body.encode() if isinstance(body, str) else body)
        head, pdf = self._listen(seconds)
        if "refused" in head:
            raise RenderRefused(_("This page cannot be printed: %(why)s", why=head["refused"]))
        return head, pdf

    @property
    def number(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Tell whether the process is still there: the system may have ended it to free memory."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the process and wait until it is gone."""
        self._process.kill()
        for stream in (self._jobs, self._answers):
            with suppress(OSError):
                stream.close()
        self._process.wait()

    def _listen(self, seconds: float) -> wire.Message:
        clock = Timer(seconds, self._process.kill)
        clock.daemon = True
        clock.start()
        try:
            return wire.receive(self._answers)
        except EOFError as error:
            self.close()
            raise RenderStopped(_("The page was too heavy to print, and printing was stopped.")) from error
        finally:
            clock.cancel()


@dataclass
class Pool:
    """A few workers shared by whoever prints, `behind` the room unless nobody but a person at a terminal waits."""

    size: int
    behind: int = BEHIND
    _idle: list[Worker] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _prepared: bool = False

    def __post_init__(self) -> None:
        self._places = BoundedSemaphore(self.size)

    def run(self, job: dict[str, Any], body: str | bytes = "", seconds: float = SECONDS) -> wire.Message:
        """Have one job done by a worker that is free, and wait for one if need be."""
        with self._places:
            worker = self._take()
            try:
                return worker.ask(job, body, seconds)
            except RenderStopped:
                worker.jobs = _JOBS_EACH
                raise
            finally:
                self._give_back(worker)

    def prepare(self) -> None:
        """Have the workers start now, the first time, while whoever calls has something else to do."""
        if not self._prepared:
            self._prepared = True
            for _worker in range(self.size):
                Thread(target=self._begin, daemon=True).start()

    def _begin(self) -> None:
        with suppress(PangoMissing, RenderStopped):  # said to whoever asks for a job
            self.renderer()

    def map(self, work: Callable[[Job], Result], jobs: Iterable[Job]) -> list[Result]:
        """Do `work`, which calls `run`, for everything given, as many at a time as there are workers."""
        spoken = copy_context()  # so that what is refused is refused in the right language
        with ThreadPoolExecutor(self.size, thread_name_prefix="printing") as threads:
            return list(threads.map(lambda job: spoken.copy().run(work, job), jobs))

    def renderer(self) -> str:
        """Say which version of the renderer works on this machine, or raise PangoMissing."""
        with self._places:
            worker = self._take()
            self._give_back(worker)
            return worker.renderer

    def processes(self) -> list[int]:
        """List the numbers of the processes that are not busy."""
        with self._lock:
            return [worker.number for worker in self._idle]

    def close(self) -> None:
        """End every worker that is not busy."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()

    def _take(self) -> Worker:
        """Take a worker that is still alive, or start one."""
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                worker.close()
        return Worker(self.behind)

    def _give_back(self, worker: Worker) -> None:
        if worker.jobs >= _JOBS_EACH:
            worker.close()
        else:
            with self._lock:
                self._idle.append(worker)


@cache
def pool() -> Pool:
    """Return the workers of this program."""
    workers = Pool(SIZE)
    atexit.register(workers.close)
    return workers


def _environment() -> dict[str, str]:
    """Let the worker find this package, and Homebrew's libraries, which a Python from elsewhere ignores."""
    variables = dict(os.environ)
    paths = [str(PACKAGE.parent), variables.get("PYTHONPATH", "")]
    variables["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    if sys.platform != "win32":  # where nobody knows the place of the machine's own
        variables.setdefault("FONTCONFIG_FILE", str(CONFIGURATION))
    if sys.platform == "darwin":
        variables.setdefault("DYLD_FALLBACK_LIBRARY_PATH", "/opt/homebrew/lib:/usr/local/lib:/usr/lib")
    return variables
