"""A small deck for the press: every kind of card has a colour of its own, so that a raster tells them apart."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.decks.models import Card, CardKind, CardText, Deck

SHAPES = ("circle", "square", "triangle", "diamond", "hexagon", "pentagon", "star", "dashed")
COLOURS = (
    "#B5422C", "#1D5C93", "#6A3D8F", "#1F6B48", "#8A5A00", "#A02A64",
    "#5B5F66", "#0B6B78", "#C0D000", "#101010", "#7F3F00",
)  # fmt: skip
PANGRAM = "Voix ambiguë d’un cœur qui, au zéphyr, préfère les jattes de kiwis : « Où ? » Ÿ Œ Ç."


def kind(number: int) -> CardKind:
    name = {"fr": f"Sorte {number}", "en": f"Kind {number}"}
    return CardKind(
        code=f"kind-{number}", prefix="K", colour=COLOURS[number], shape=SHAPES[number % 8], name=name, plural=name
    )  # fmt: skip


def card(number: int, **words: object) -> Card:
    said = {"title": f"Carte {number}", "subtitle": "Une ligne.", "text": PANGRAM, "back": "Et si ?", "example": "Là."}
    return Card(
        code=f"K{number}",
        kind=f"kind-{number % len(COLOURS)}",
        texts={"fr": CardText.model_validate(said | words)},
    )


@pytest.fixture(scope="session")
def make_deck() -> Callable[..., Deck]:
    def make(*cards: Card, code: str = "essai") -> Deck:
        kinds = tuple(kind(number) for number in range(len(COLOURS)))
        return Deck(
            code=code,
            licence="CC-BY-SA-4.0",
            credits="Amina et Bruno",
            languages=("fr",),
            title={"fr": "Jeu d’essai", "en": "Trial deck"},
            kinds=kinds,
            cards=cards,
        )

    return make


@pytest.fixture(scope="session")
def deck(make_deck: Callable[..., Deck]) -> Deck:
    return make_deck(*(card(number) for number in range(11)))


@pytest.fixture(scope="session")
def make_card() -> Callable[..., Card]:
    return card


@pytest.fixture
def qpdf(tmp_path: Path) -> Callable[[bytes], str]:
    """What an independent program finds wrong in a PDF."""
    program = shutil.which("qpdf")
    if program is None:
        pytest.skip("qpdf is not installed, so nobody else checked the file")

    def check(pdf: bytes) -> str:
        file = tmp_path / "checked.pdf"
        file.write_bytes(pdf)
        done = subprocess.run([program, "--check", file], capture_output=True, text=True, check=False)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    return check
