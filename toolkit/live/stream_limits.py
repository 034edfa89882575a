"""How many streams one key opens: of a person, or of a device that leads or shows, the newest are held."""

from collections import defaultdict

from toolkit.live.slots import Client

Name = tuple[str, str, str]


class Newest:
    """The streams of each person and each device, oldest first."""

    def __init__(self, each: int, device: int) -> None:
        """`each` is how many a person may hold, `device` how many a desk or a wall may."""
        self._each, self._device = each, device
        self._theirs: defaultdict[Name, list[Client]] = defaultdict(list)

    def add(self, client: Client) -> list[Client]:
        """Take one more; return those that are too many now."""
        theirs = self._theirs[_name(client)]
        theirs.append(client)
        return theirs[: -self._each] if client.who else theirs[: -self._device] if client.holder else []

    def remove(self, client: Client) -> None:
        """Let one go."""
        theirs = self._theirs[_name(client)]
        theirs.remove(client)
        if not theirs:
            del self._theirs[_name(client)]


def _name(client: Client) -> Name:
    channel = client.slot.channel
    return (channel.workshop, "", client.who) if client.who else (channel.workshop, channel.audience, client.holder)
