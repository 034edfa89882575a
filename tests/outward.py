"""What a server and the processes that it starts try to open towards other machines: none of it gets through."""

from pathlib import Path
from urllib.parse import unquote

WATCHED = "watched "


class Watch:
    """Watches every Python that is started with its `environment`."""

    def __init__(self, folder):
        self._notes = folder / "notes"
        self._notes.mkdir()
        self.environment = {"PYTHONPATH": str(Path(__file__).parent / "watched"), "WATCH_NOTES": str(self._notes)}

    def tried(self):
        """List what was tried towards other machines."""
        return sorted(note for note in self._all() if not note.startswith(WATCHED))

    def watched(self):
        """List the commands of the processes that were watched."""
        return sorted(note.removeprefix(WATCHED) for note in self._all() if note.startswith(WATCHED))

    def _all(self):
        return [unquote(file.name) for file in self._notes.iterdir()]
