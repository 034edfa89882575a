"""The figures that Prometheus collects from a hosted server."""

from importlib import import_module
from importlib.util import find_spec

FASTEST_FIRST = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)  # seconds


class Meters:
    """The figures of one process."""

    def __init__(self) -> None:
        library = import_module("prometheus_client")
        self._write = library.generate_latest
        self._registry = library.CollectorRegistry()
        names = ["route", "method", "status"]
        self.requests = library.Counter("musette_requests", "Requests answered.", names, registry=self._registry)
        self.seconds = library.Histogram(
            "musette_request_seconds", "Time to answer.", ["route"], registry=self._registry, buckets=FASTEST_FIRST
        )
        self._gauges = {
            name: library.Gauge(f"musette_{name}", says, registry=self._registry)
            for name, says in {
                "streams": "Live streams open.",
                "database_connections": "Database connections in use.",
                "redis_connected": "1 while the other processes are heard, 0 while Redis is gone.",
            }.items()
        }

    def text(self, **now: float) -> bytes:
        """Write the figures as Prometheus reads them; `now` holds those that go up and down."""
        for name, value in now.items():
            self._gauges[name].set(value)
        return bytes(self._write(self._registry))


def meters() -> Meters | None:
    """Return new meters, or None where the library for them is not installed."""
    return Meters() if find_spec("prometheus_client") else None
