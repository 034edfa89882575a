"""Cookies behind https: no other host, no other path and no plain connection can set or read one of ours."""

from typing import Any

from flask import Flask, Request, Response
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.utils import cached_property

PREFIX = "__Host-"  # browsers keep such a cookie only if it is Secure, of this very host and of every path


class HttpsRequest(Request):
    """Reads the cookies that were set over https, under the names that the pages know."""

    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:
        """Return the cookies of this host alone."""
        sent = super().cookies.items(multi=True)
        return ImmutableMultiDict([(key.removeprefix(PREFIX), value) for key, value in sent if key.startswith(PREFIX)])


class HttpsResponse(Response):
    """Sets cookies for this host and for https alone."""

    def set_cookie(self, key: str, *words: Any, **about: Any) -> None:
        """Set a cookie under the name that a browser guards."""
        super().set_cookie(PREFIX + key, *words, **{**about, "secure": True, "path": "/", "domain": None})


def guard(app: Flask) -> None:
    """Have every cookie of the application guarded."""
    app.request_class, app.response_class = HttpsRequest, HttpsResponse
