"""How much a rendering process may take from the laptop that runs the room."""

import os
import sys

CPU_SECONDS = 45
MEMORY = 1_500_000_000
FILE = 64_000_000

if sys.platform == "win32":

    def settle(behind: int) -> None:
        """Do nothing: this system has no such limits, only the clock stops a job."""

    def allow_one_job() -> None:
        """Do nothing: this system has no such limits, only the clock stops a job."""

else:
    import resource

    def settle(behind: int) -> None:
        """Step so far behind everything else that runs, and cap memory and files."""
        os.nice(behind)
        _cap(resource.RLIMIT_AS, MEMORY)
        _cap(resource.RLIMIT_FSIZE, FILE)

    def allow_one_job() -> None:
        """Allow this process so many more seconds of processor; then the system ends it."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _cap(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + CPU_SECONDS)

    def _cap(what: int, limit: int) -> None:
        hard = resource.getrlimit(what)[1]
        soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (soft, hard))
