"""Typst, which is what one would take if cards were not also pages of the web."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from bench import pages
from bench.yardsticks import plain
from toolkit.decks.models import Deck

_PAGE = """
#set page(width: 210mm, height: 297mm, margin: (x: 10.5mm, y: 16.5mm))
#set text(lang: "fr", size: 9pt, hyphenate: true)
#set par(spacing: 1.6mm)
#let cards = json("cards.json")
#let face(card, words, code) = box(width: 63mm, height: 88mm, clip: true, {
  place(rect(width: 63mm, height: 9mm, fill: rgb(card.colour), inset: 2.5mm,
    text(fill: white, weight: "bold", card.head)))
  place(dx: 4.5mm, dy: 12mm, block(width: 54mm, {
    text(size: 14pt, weight: "bold", words.at(0))
    for said in words.slice(1) { par(said) }
  }))
  if code { place(dx: 41.5mm, dy: 66mm, image(bytes(card.qr), width: 17mm)) }
})
#for start in range(0, cards.len(), step: 9) {
  let some = cards.slice(start, calc.min(start + 9, cards.len()))
  grid(columns: 3, ..some.map(card => face(card, card.front, false)))
  pagebreak()
  grid(columns: 3, ..some.map(card => face(card, card.back, true)))
  pagebreak(weak: true)
}
"""


@contextmanager
def opened(deck: Deck, file: Path) -> Iterator[Callable[[], None]]:
    """Write what is to be typeset; what is given prints."""
    import typst  # noqa: PLC0415  in the dependency group "bench"

    cards = [{**asdict(card), "qr": pages.code(card.qr)} for card in plain.cards(deck)]
    (file.parent / "cards.json").write_text(json.dumps(cards), encoding="utf-8")
    page = file.with_suffix(".typ")
    page.write_text(_PAGE, encoding="utf-8")

    def draw() -> None:
        typst.Compiler(str(page)).compile(output=str(file))

    yield draw
