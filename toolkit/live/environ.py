"""The WSGI environment of a request, as PEP 3333 wants it: bytes dressed as latin-1 text."""

import sys
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from toolkit.live.asgi import Headers, Scope

_OWN_NAMES = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
_DROPPED = {"content-length", "transfer-encoding"}  # the body has been read: its true length is known


def build(scope: Scope, body: IO[bytes], length: int) -> dict[str, Any]:
    """Describe the request to a WSGI application."""
    server = scope.get("server") or ("localhost", 80)
    peer = scope.get("client") or ("", 0)
    root = scope.get("root_path", "")
    return {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": root.encode().decode("latin-1"),
        "PATH_INFO": _path(scope).removeprefix(root.encode()).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": peer[0],
        "REMOTE_PORT": str(peer[1]),
        **_variables(scope["headers"]),
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def _path(scope: Scope) -> bytes:
    """Read the path from its raw bytes: the decoded one has lost whatever was not UTF-8."""
    raw = scope.get("raw_path")
    return unquote_to_bytes(raw) if raw else scope["path"].encode()


def _variables(headers: Headers) -> dict[str, str]:
    """Join repeated headers; leave out those with an underscore, which could pass for others."""
    variables: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if "_" in name or name in _DROPPED:
            continue
        key = _OWN_NAMES.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
        separator = "; " if name == "cookie" else ","
        variables[key] = f"{variables[key]}{separator}{value}" if key in variables else value
    return variables
