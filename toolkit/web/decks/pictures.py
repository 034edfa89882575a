"""Pictures that come with the form of a card: written anew, and kept in the deck's folder."""

import hashlib
from contextlib import closing

from flask import request

from toolkit.decks import images
from toolkit.decks.editing.forms import FormRefused
from toolkit.decks.files import pictures
from toolkit.decks.library import location
from toolkit.language import gettext as _
from toolkit.media.decoding import reencoded
from toolkit.media.pictures import LARGEST


def received(deck: str) -> dict[str, str]:
    """Keep the picture that was sent, under a name made of what it shows; return the field of the card that names it.

    Raises FormRefused for a file that is no picture, or is too large.
    """
    file = request.files.get("picture")
    if file is None or not file.filename:
        return {}
    kind = pictures.extension(file.filename)
    if not kind:
        raise FormRefused({"picture": _("Please choose a picture: %(known)s.", known=", ".join(pictures.READ))})
    with closing(file):
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        most = LARGEST // 1_000_000
        raise FormRefused({"picture": _("This file is larger than %(most)s MB.", most=most)})
    made, refused = reencoded({f"picture.{kind}": content})
    if refused:
        raise FormRefused({"picture": _("This image cannot be used: %(why)s.", why=next(iter(refused.values())))})
    content = next(iter(made.values()))
    name = f"{hashlib.sha256(content).hexdigest()[:16]}.{kind}"
    folder = location(deck) / images.FOLDER
    folder.mkdir(exist_ok=True)
    if not (folder / name).exists():
        (folder / name).write_bytes(content)
    return {"image": name}
