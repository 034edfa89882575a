"""Answers to forms: a fragment for htmx, a page for everybody else. Here, and nowhere else, the two part."""

from collections.abc import Callable
from typing import Any

from flask import Response, make_response, redirect, render_template
from flask_htmx import HTMX

htmx = HTMX()


def asked_by_htmx() -> bool:
    """Say whether htmx sent this request. Its other headers changed with htmx 4 and are not used."""
    return bool(htmx)


def fragment_or_redirect(template: str, page: str, context: Callable[[], dict[str, Any]]) -> Response:
    """Answer a form: the fragment, with what `context` returns, to htmx; a 303 to `page` without JavaScript."""
    if asked_by_htmx():
        return make_response(render_template(template, **context()))
    return make_response(redirect(page, 303))
