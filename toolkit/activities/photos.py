"""Photos of what a table has on paper, beside its sheet: added, described, withdrawn; their files follow the rows."""

from collections.abc import Iterable

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity, ActivityClosed, Photo
from toolkit.language import decimal
from toolkit.language import gettext as _
from toolkit.media import decoding, shelves
from toolkit.media.shelves import File
from toolkit.text import line
from toolkit.workshops.models import Participant, Table, Workshop

MOST = 6  # of a table, in a step
ALT_LIMIT = 200


def caption(table: Table) -> str:
    """Return what a photo is called until somebody describes it."""
    return _("Photo of table %(number)s", number=table.number)


def of(session: Session, workshop: Workshop, activity: Activity) -> dict[int, list[Photo]]:
    """Return the photos of each table in the order in which they came, by table id; none where they are off."""
    return every(session, activity) if workshop.photos else {}


def every(session: Session, activity: Activity) -> dict[int, list[Photo]]:
    """Return the photos of each table, by table id, where they are off too."""
    photos: dict[int, list[Photo]] = {}
    for photo in session.scalars(select(Photo).filter_by(activity_id=activity.id).order_by(Photo.id)):
        photos.setdefault(photo.table_id, []).append(photo)
    return photos


def find(session: Session, workshop: Workshop, photo_id: int, table: Table | None = None) -> Photo | None:
    """Return a photo of a workshop, or of one of its tables, unless it is gone or photos are off."""
    photo = session.get(Photo, photo_id)
    if photo is None or not workshop.photos:
        return None
    ours = {one.id for one in workshop.tables if table is None or one is table}
    return photo if photo.table_id in ours else None


def check(
    session: Session, workshop: Workshop, activity: Activity, table: Table | None, *, late: bool = False
) -> Table:
    """Return the table that may add a photo to its sheet.

    Raises ActivityClosed when the sheet is closed, unless the photo was taken before and comes `late`; InvalidAnswer
    where photos are off, where there is no sheet and when the table has enough of them.
    """
    if not workshop.photos:
        raise InvalidAnswer(_("This workshop takes no photos."))
    if table is None or not activity.shape.photos:
        raise InvalidAnswer(_("There is no sheet to write on here."))
    if not (activity.is_open or late):
        raise ActivityClosed(
            _("This sheet is closed. Your photo is still on your device, and can be added once it is open again.")
        )
    count = select(func.count()).select_from(Photo).filter_by(activity_id=activity.id, table_id=table.id)
    if (session.scalar(count) or 0) >= MOST:
        raise InvalidAnswer(_("Your table has %(most)s photos here. Withdraw one to add another.", most=MOST))
    return table


def shelve(workshop: Workshop, made: decoding.Photo) -> tuple[str, str]:
    """Keep the files of a photo and return their names, large and small; raises ShelfFull."""
    names = shelves.name_of(workshop.code, made.large), shelves.name_of(workshop.code, made.small)
    for name, content in zip(names, (made.large, made.small), strict=True):
        shelves.in_use().put(name, content)
    return names


def add(session: Session, activity: Activity, participant: Participant, photo: Photo) -> Photo:
    """Add a photo to the sheet of a person's table, once. What `check` refuses must have been asked before."""
    table = participant.table
    where = {"activity_id": activity.id, "table_id": participant.table_id, "large": photo.large}
    known = session.scalar(select(Photo).filter_by(**where))
    if known or table is None:
        return known or photo
    photo.activity_id, photo.table_id, photo.participant_id = activity.id, table.id, participant.id
    photo.alt = line(photo.alt, ALT_LIMIT) or caption(table)
    session.add(photo)
    table.touch()
    session.flush()
    return photo


def describe(photo: Photo, table: Table, alt: str) -> None:
    """Say in words what a photo shows."""
    photo.alt = line(alt, ALT_LIMIT) or caption(table)
    table.touch()


def withdraw(session: Session, photo: Photo, table: Table) -> list[str]:
    """Take a photo away and return the names of its files, which `let_go` erases once that is certain."""
    session.delete(photo)
    table.touch()
    return [photo.large, photo.small]


def let_go(session: Session, names: Iterable[str]) -> None:
    """Erase the files that no photo names."""
    for name in names:
        if session.scalar(select(Photo.id).where(or_(Photo.large == name, Photo.small == name)).limit(1)) is None:
            shelves.in_use().erase(name)


def erase(codes: Iterable[str]) -> None:
    """Erase the files of workshops that were erased on purpose, or because their day had passed."""
    for code in codes:
        shelves.clear(shelves.in_use(), code)


def tidy() -> None:
    """Erase the files that were cut short."""
    for file in list(shelves.in_use().files()):
        if file.cut_short and not file.recent:
            shelves.in_use().erase(file.name)


def unnamed(session: Session) -> list[File]:
    """List the files that no photo names: another database may, which a restore has put aside or will put back."""
    listed = list(shelves.in_use().files())  # before the rows: a file comes first, then the photo that names it
    wanted = {name for pair in session.execute(select(Photo.large, Photo.small)) for name in pair}
    here = set(session.scalars(select(Workshop.code)))
    return [file for file in listed if file.name not in wanted and not (file.code in here and file.recent)]


def megabytes(files: Iterable[File]) -> str:
    """Say how much room files take."""
    return decimal(sum(file.size for file in files) / 1_000_000)


def erase_unnamed(session: Session) -> list[File]:
    """Erase the files that no photo names, and return what they were."""
    files = unnamed(session)
    for file in files:
        shelves.in_use().erase(file.name)
    return files
