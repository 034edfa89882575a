"""What a process that works for the room may take from the laptop, and what it may say."""

import os
import sys
from math import ceil
from typing import BinaryIO

if sys.platform == "win32":

    def settle(memory: int, *, file: int = 0, niceness: int = 0) -> None:
        """Do nothing: this system has no such limits, only the clock stops a job."""

    def allow(cpu_seconds: int) -> None:
        """Do nothing: this system has no such limits, only the clock stops a job."""

else:
    import resource

    def settle(memory: int, *, file: int = 0, niceness: int = 0) -> None:
        """Cap the memory of this process and its files, that of a crash included, and let others go first."""
        os.nice(niceness)
        _cap(resource.RLIMIT_AS, memory)
        _cap(resource.RLIMIT_FSIZE, file)
        _cap(resource.RLIMIT_CORE, 0)

    def allow(cpu_seconds: int) -> None:
        """Allow this process so many more seconds of processor, for one job; then the system ends it."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _cap(resource.RLIMIT_CPU, ceil(used.ru_utime + used.ru_stime) + cpu_seconds)

    def _cap(what: int, limit: int) -> None:
        hard = resource.getrlimit(what)[1]
        soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (soft, hard))


def own_output() -> BinaryIO:
    """Keep the output of this process for answers: whatever else is printed goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return answers
