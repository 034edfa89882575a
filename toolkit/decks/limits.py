"""How much a file from outside may cost: its size, and what the process that reads it may take."""

import sys
from math import ceil

FILE = 10_000_000  # bytes, as it is given
ARCHIVE = 30_000_000  # bytes, of a deck with its images
MEMORY = 256_000_000  # bytes
CPU_SECONDS = 2
SECONDS = 15.0  # of waiting, on a busy machine too: work that is too hard meets CPU_SECONDS first

if sys.platform == "win32":

    def settle() -> None:
        """Do nothing: this system has no such limits, only the clock stops a job."""

    def allow_one_job() -> None:
        """Do nothing: this system has no such limits, only the clock stops a job."""

else:
    import resource

    def settle() -> None:
        """Cap the memory of this process, and let it write no file, not even its memory if it crashes."""
        _cap(resource.RLIMIT_AS, MEMORY)
        _cap(resource.RLIMIT_FSIZE, 0)
        _cap(resource.RLIMIT_CORE, 0)

    def allow_one_job() -> None:
        """Allow this process so many more seconds of processor; then the system ends it."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _cap(resource.RLIMIT_CPU, ceil(used.ru_utime + used.ru_stime) + CPU_SECONDS)

    def _cap(what: int, limit: int) -> None:
        hard = resource.getrlimit(what)[1]
        soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (soft, hard))
