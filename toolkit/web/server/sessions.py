"""The session cookie, whose age is told by the workshop's clock: setting the laptop's clock ends no page."""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from toolkit.live.tokens import ClockSigner


class Sessions(SecureCookieSessionInterface):
    """Signs as Flask does, and reads the time where everything else here does."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what signs the cookie, or None without a secret."""
        serializer = super().get_signing_serializer(app)
        if serializer:
            serializer.signer = ClockSigner
        return serializer
