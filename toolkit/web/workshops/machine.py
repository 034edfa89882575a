"""The machine that a workshop runs on, as far as it can say: room on its disk, its battery, a wall, a printer."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from toolkit.web.house import house, reading
from toolkit.workshops import devices
from toolkit.workshops.models import Workshop

ROOM_NEEDED = 512 * 1024**2  # bytes, for a workshop with photos
SUPPLIES = Path("/sys/class/power_supply")  # where Linux tells; other systems keep it to themselves


@dataclass(frozen=True)
class Battery:
    """How full it is, in per cent, and whether it gets fuller."""

    percent: int
    plugged: bool


def machine(workshop: Workshop) -> dict[str, object]:
    """Return what the checks of a laptop need; the disk and the battery of a hosted server are not ours to check."""
    settings = house().settings
    free = shutil.disk_usage(settings.data).free
    return {
        "projected": any(device.role == "wall" for device in devices.paired(reading(), workshop)),
        "calibrated": [printer.name for printer in house().printers.known()],
        "free": free / 1024**3,
        "roomy": free >= ROOM_NEEDED,
        "battery": battery(SUPPLIES),
    }


def battery(supplies: Path) -> Battery | None:
    """Read the first battery; None without one, or where the system does not tell."""
    for one in sorted(supplies.glob("BAT*")):
        try:
            percent, state = int((one / "capacity").read_text()), (one / "status").read_text().strip()
        except (OSError, ValueError):
            continue
        return Battery(percent, state != "Discharging")
    return None
