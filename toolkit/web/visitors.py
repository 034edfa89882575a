"""Somebody who asks for something, and what lets them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from toolkit.people.models import Facilitator
from toolkit.web.stream_keys import OWNER
from toolkit.workshops import receipts
from toolkit.workshops.codes import fingerprint
from toolkit.workshops.models import Participant, Workshop


@dataclass
class Visitor:
    """Who is asking: the workshop of the address, the roles held in it, and the person if they joined."""

    workshop: Workshop | None = None
    participant: Participant | None = None
    facilitator: Facilitator | None = None
    sign_in: str = ""  # the fingerprint of what proves it
    token: str = ""
    keys: dict[str, str] = field(default_factory=dict)  # by surface, the fingerprints of the tokens that gave roles
    roles: set[str] = field(default_factory=lambda: {"anyone"})

    @property
    def holder(self) -> str:
        """The name under which this browser's actions are remembered."""
        if self.token:
            return fingerprint(self.token)
        name = f"facilitator {self.facilitator.id}" if self.facilitator else "owner"
        return receipts.led_by(name, self.workshop.id) if self.workshop else name

    def key(self, surfaces: Iterable[str]) -> str:
        """Return what lets this browser see one of the surfaces: once it is taken back, their streams end."""
        lent = [self.keys[surface] for surface in surfaces if surface in self.keys]
        return lent[0] if lent else self.sign_in if self.facilitator else OWNER

    @property
    def facilitator_id(self) -> str | None:
        """The id of the facilitator who is signed in, on a hosted server."""
        return self.facilitator.id if self.facilitator else None

    @property
    def owns(self) -> bool:
        """Whether the workshop of the address was made by the facilitator who is signed in."""
        return bool(self.workshop and self.facilitator and self.workshop.owner == self.facilitator.id)
