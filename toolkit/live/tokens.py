"""Stream tokens: signed by the page, checked by the stream without asking anybody."""

from typing import NamedTuple

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from toolkit.clock import now
from toolkit.live.channels import Channel

LIFETIME = 24 * 60 * 60


class TokenRefused(Exception):
    """The token is not one of ours, was altered, or is too old."""


class Grant(NamedTuple):
    """What a token allows: listening to one channel, as somebody or nobody in particular, while a key is good."""

    channel: Channel
    who: str | None
    holder: str


class ClockSigner(TimestampSigner):
    """A signer that reads the workshop's clock, which never jumps."""

    def get_timestamp(self) -> int:
        """Tell the time in whole seconds."""
        return int(now().timestamp())


def sign(secret: str, channel: Channel, who: str | None = None, holder: str = "owner") -> str:
    """Allow whoever has the result to listen to `channel` for 24 hours, while the key of `holder` is good."""
    return str(_serializer(secret).dumps([*channel, who, holder]))


def verify(secret: str, token: str) -> Grant:
    """Read a token back, or raise TokenRefused."""
    try:
        workshop, audience, language, who, holder = _serializer(secret).loads(token, max_age=LIFETIME)
    except (BadData, TypeError, ValueError) as error:
        raise TokenRefused(str(error)) from error
    return Grant(Channel(workshop, audience, language), who, holder)


def stream_url(secret: str, channel: Channel, who: str | None = None, holder: str = "owner") -> str:
    """Write the address of the stream of `channel`, token included."""
    return f"/live/{channel.workshop}/{sign(secret, channel, who, holder)}"


def _serializer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="toolkit.live", signer=ClockSigner)
