"""What a form says of the ghosts that play it."""

import pytest

from toolkit.activities.shapes import shapes
from toolkit.paths import PACKAGE
from toolkit.rehearsal.pages import read
from toolkit.rehearsal.parts import MOMENTS, Part, part


@pytest.mark.parametrize(
    ("written", "played"),
    [
        ("", Part()),
        ("all choose", Part("all", "choose")),
        ("each write", Part("each", "write")),
        ("all write 3", Part("all", "write", 3)),
        ("one press early 10%", Part("one", "press", 1, MOMENTS["early"], 0.1)),
        ("nonsense", Part()),
    ],
)
def test_a_form_says_who_plays_it_and_how(written, played):
    assert part(written) == played


def test_a_button_says_it_too():
    button = '<button data-ghosts="one press" data-ghosts-else="x">Keep</button>'

    (form,) = read(f'<form action="/w/A/7/keep">{button}</form>').forms

    assert (form.part.who, form.data["ghosts-else"]) == ("one", "x")


@pytest.mark.parametrize("shape", sorted(set(shapes()) - {"listening"}))
def test_ghosts_give_something_in_every_shape(shape):
    folder = PACKAGE / "activities" / "shapes" / shape

    assert any("data-ghosts" in page.read_text("utf-8") for page in folder.glob("*.html"))
