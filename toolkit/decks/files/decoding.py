"""Decoding: a file from outside becomes a deck in a process of its own, which can do no harm if it is hostile."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from toolkit.decks import images
from toolkit.decks.check import Problem
from toolkit.decks.files import archive, limits
from toolkit.decks.files.choices import Choices
from toolkit.decks.files.limits import READER
from toolkit.decks.folder import reading
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.models import Deck
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _
from toolkit.language import lazy
from toolkit.media.decoding import reencoded
from toolkit.media.errands import ask, message
from toolkit.media.readers import Answer, Files

KINDS = ("csv", "tsv", "txt", "xlsx", "ods", "json", "yaml", "yml", "md", "markdown", "zip")
_SAVE = lazy("open it in its program and save it as .xlsx")
_INSTEAD = {
    **dict.fromkeys(("xls", "xlsm", "xlsb", "xltx", "numbers", "gsheet", "dif", "wk1"), _SAVE),
    **dict.fromkeys(("doc", "docx", "odt", "rtf", "pages"), lazy("copy its table into a spreadsheet and save that")),
    "pdf": lazy("a PDF keeps no rows; ask for the spreadsheet that it was made from"),
    **dict.fromkeys(("rar", "7z", "tar", "gz"), lazy("pack the files in a .zip instead")),
}


@dataclass(frozen=True)
class Look:
    """What a file was found to hold: a deck, or why there is none.

    Of a spreadsheet, what its columns are; of a text, how its letters are coded.
    """

    bundle: Bundle | None = None
    refused: list[str] = field(default_factory=list)
    columns: list[dict[str, Any]] = field(default_factory=list)
    coding: str = ""


def open_file(path: Path, choices: Choices | None = None) -> Bundle:
    """Read the deck in a folder or a file, whatever its format, as was chosen; raises DeckUnreadable."""
    if path.is_dir() or not path.suffix:
        return _folder(path)
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise DeckUnreadable(other_kind(path.name))
    try:
        with path.open("rb") as file:
            data = file.read(limits.ARCHIVE + 1)
    except OSError as error:
        raise DeckUnreadable(_("%(file)s cannot be opened.", file=path)) from error
    try:
        return decode(kind, data, path.stem, choices)
    except DeckUnreadable as refusal:
        raise DeckUnreadable(*(f"{path.name}: {sentence}" for sentence in refusal.sentences)) from refusal


def extensions() -> str:
    """List the extensions of the files that can be read."""
    return ", ".join(f".{kind}" for kind in KINDS)


def other_kind(name: str) -> str:
    """Say what to do with a file that cannot be read as it is."""
    instead = _INSTEAD.get(name.rpartition(".")[2].lower())
    if instead:
        return _("%(file)s cannot be read as it is: %(what)s.", file=name[:80], what=instead)
    return _("%(file)s: the name must end in one of %(known)s.", file=name[:80], known=extensions())


def decode(kind: str, data: bytes, name: str = "", choices: Choices | None = None) -> Bundle:
    """Make a deck of the bytes of a file, of the kind that its extension says; `name` is the file's, without it.

    Raises DeckUnreadable, with everything there is to mend.
    """
    seen = look(kind, data, name, choices)
    if seen.bundle is None:
        raise DeckUnreadable(*seen.refused)
    return seen.bundle


def look(kind: str, data: bytes, name: str = "", choices: Choices | None = None) -> Look:
    """Read a file as `decode` does, with what was chosen for its columns, and say what was found."""
    most = limits.ARCHIVE if kind == "zip" else limits.FILE
    if len(data) > most:
        return Look(refused=[_("This file is larger than %(most)s MB.", most=most // 1_000_000)])
    (answer, files), *_none = ask(READER, [message(kind, data, name, choices=(choices or Choices()).model_dump())])
    if "deck" not in answer:
        return Look(None, answer["refused"], answer.get("columns", []), answer.get("coding", ""))
    return Look(_clean(_bundle(answer, files), answer["pictures"]), [], answer["columns"], answer["coding"])


def _folder(path: Path) -> Bundle:
    """Read a folder in the same process as files: its texts as an archive, where its images have but their names."""
    names = images.names(path)
    texts = reading.files(path) | {f"images/{name}": b"" for name in names}
    ((answer, _files),) = ask(READER, [message("zip", archive.pack(texts, "deck"), path.name, choices={})])
    if "deck" not in answer:
        raise DeckUnreadable(*answer["refused"])
    bundle = _bundle(answer, {name: images.read(path, name) for name in names})
    return _clean(replace(bundle, notes=[]), {})


def _bundle(answer: Answer, files: Files) -> Bundle:
    problems = [Problem(*each) for each in answer["problems"]]
    deck = Deck.model_validate(answer["deck"])
    said = (answer["agendas"], answer["notes"], problems)
    return Bundle(deck, *said, files, alone=answer["alone"], booklet=answer["booklet"])


def _clean(bundle: Bundle, paths: Mapping[str, str]) -> Bundle:
    """Return the deck with the images that its cards bear written anew, and without those that cannot be."""
    used = {name: bundle.images[name] for name in sorted(images.used(bundle.deck)) if name in bundle.images}
    clean, refused = reencoded(used)
    spoilt = [Problem(paths.get(name, f"images/{name}"), why, blocks=False) for name, why in refused.items()]
    bundle = replace(bundle, images=clean, problems=[*bundle.problems, *spoilt])
    return bundle.without(refused)
