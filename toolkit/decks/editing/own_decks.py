"""Decks of one's own, changed one edit at a time, each of which can be undone.

Decks that come with the toolkit are never changed: they are adapted, and the copy is edited.
"""

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from toolkit.decks import library
from toolkit.decks.editing import history
from toolkit.decks.editing.edits import ChangedMeanwhile, Edit, EditRefused
from toolkit.decks.editing.history import Files, Step
from toolkit.decks.editing.locks import lock
from toolkit.decks.files import imports
from toolkit.decks.files.imports import CodeTaken
from toolkit.decks.folder import booklet, bundles, reading, writing
from toolkit.decks.folder.swapping import swap
from toolkit.decks.models import SENTENCE, Deck
from toolkit.language import gettext as _
from toolkit.text import TextRefused, graphemes


def adapt(source: str, code: str, title: Mapping[str, str], adapter: str, home: Path) -> Deck:
    """Make a deck of one's own in the folder `home` out of another; licence and credits stay, `adapter` is added.

    Raises KeyError, CodeTaken, TextRefused, or DeckUnreadable for a deck that could not be printed.
    """
    if code in library.known():
        raise CodeTaken(_("There is a deck called %(code)s already: please choose another name.", code=code))
    bundle = bundles.read(library.location(source)).renamed(code)
    fields = bundle.deck.model_dump(exclude_unset=True) | {
        "title": {**bundle.deck.title, **title},
        "credits": _credits(bundle.deck, adapter),
    }
    imports.save(replace(bundle, deck=Deck.model_validate(fields)), home)
    return library.find(code)


def _credits(deck: Deck, adapter: str) -> str:
    """Add somebody to the credits of a deck, which may have gone through many hands."""
    together = f"{deck.credits} · {adapter}" if adapter else deck.credits
    over = graphemes(together) - SENTENCE
    if over > 0:
        raise TextRefused(
            _("Who adapts it: with the credits so far this is %(over)s characters too long. Shorten it.", over=over)
        )
    return together


def owned(code: str) -> bool:
    """Say whether a deck may be edited: it is here, and did not come with the toolkit."""
    return code in library.known() and code not in library.bundled()


def edit(code: str, work: Edit, what: str, subject: str = "", key: str = "") -> Deck:
    """Do an edit and remember it; with the key of one of the last edits, do nothing: it is that one, sent again.

    `what` is a word for the edit and `subject` what it was about. Raises KeyError, EditRefused, DeckUnreadable.
    """
    with lock(library.home()):
        place, past = _own(code)
        if key and any(done.key == key for done in history.steps(past)):
            return library.find(code)
        files = reading.files(place)
        before = reading.build(files)
        if len({card.code for card in before.cards}) < len(before.cards):
            raise EditRefused(_("Two cards have the same code. Correct the deck's files first."))
        after = rewritten(files, before, work(before))
        reading.build(after)
        if after != files:
            history.keep(past, history.step(key or uuid4().hex, what, subject, files, after))
            _replace(place, files, after)
        return library.find(code)


def undo(code: str, key: str) -> Step | None:
    """Undo the last edit, whose key it is; return nothing if that was done already.

    Raises KeyError, ChangedMeanwhile when another edit has been done since, EditRefused when the files have changed.
    """
    with lock(library.home()):
        place, past = _own(code)
        done = history.steps(past)
        if key not in {one.key for one in done}:
            return None
        if done[-1].key != key:
            raise ChangedMeanwhile(_("Another edit has been made since. Look at it before you undo."))
        files = reading.files(place)
        if history.digests(files, list(done[-1].after)) != done[-1].after:
            raise EditRefused(_("The deck was replaced since: this edit can no longer be undone."))
        before = history.undone(done[-1], files)
        reading.build(before)
        _replace(place, files, before)
        history.drop(past)
        return done[-1]


def last(code: str) -> Step | None:
    """Return the edit that would be undone, if there is one."""
    return history.last(_own(code)[1])


def erase(code: str) -> None:
    """Erase a deck with its history; workshops keep the revision that they use. Raises KeyError."""
    with lock(library.home()):
        place, past = _own(code)
        aside = place.parent / f".{code}-{uuid4().hex[:8]}"
        place.rename(aside)
        shutil.rmtree(aside)
        history.forget(past)


def rewritten(files: Files, before: Deck, after: Deck) -> dict[str, bytes]:
    """Return the files of a deck after an edit; those of which nothing changed stay as somebody wrote them."""
    names = {f"cards/{writing.file_name(card.code)}" for card in before.cards}
    if names - files.keys():  # somebody named the files of the cards in another way
        beside = {name: content for name, content in files.items() if name.startswith(("agendas/", booklet.FILE))}
        return beside | writing.files(after)
    now = {card.code: card for card in after.cards}
    same = {card.code for card in before.cards if now.get(card.code) == card}
    old, new = (writing.files(_without(deck, same)) for deck in (before, after))
    kept = {name: content for name, content in files.items() if name not in old.keys() - new.keys()}
    return kept | {name: content for name, content in new.items() if old.get(name) != content}


def _without(deck: Deck, codes: set[str]) -> Deck:
    """Return the deck without the cards with these codes: to write cards is what takes long."""
    return deck.model_copy(update={"cards": tuple(card for card in deck.cards if card.code not in codes)})


def _own(code: str) -> tuple[Path, Path]:
    """Return the folder of a deck that may be edited, and that of its history; raises KeyError."""
    if not owned(code):
        raise KeyError(code)
    place = library.location(code)
    return place, place.parent / ".history" / code


def _replace(place: Path, before: Files, after: Files) -> None:
    """Write what has changed of a deck, in one go; its images and whatever else lies there stay."""
    changed = {name: content for name, content in after.items() if before.get(name) != content}

    def fill(new: Path) -> None:
        shutil.copytree(place, new, copy_function=_link, dirs_exist_ok=True)
        for name in before.keys() - after.keys() | changed.keys() & before.keys():
            (new / name).unlink()
        writing.write(changed, new)

    swap(place, fill)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
