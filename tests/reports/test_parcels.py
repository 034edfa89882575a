"""A whole workshop in one file: its photos come with it, and nothing that could do harm."""

from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import update

from tests.reports.everything import Everything
from toolkit.activities.models import Photo
from toolkit.activities.transcripts.parts import ExportRefused
from toolkit.language import use
from toolkit.media import shelves
from toolkit.media.shelves import Folder, ShelfFull
from toolkit.reports import parcels
from toolkit.reports.documents import html
from toolkit.reports.gathering import gather

PHOTO = b"\xff\xd8\xff a picture of a yard"
NAME = f"{sha256(PHOTO).hexdigest()}.jpg"


@pytest.fixture(autouse=True)
def english():
    with use("en"):
        yield


@pytest.fixture
def workshop(database, tmp_path):
    """The workshop in which everything was given, with the file of its photo."""
    shelves.keep_in(tmp_path)
    with database.read() as session:
        workshop = Everything(session).play().workshop
        file = f"{workshop.code}/{NAME}"
        session.execute(update(Photo).values(large=file, small=file))
        shelves.in_use().put(file, PHOTO)
        yield session, workshop


@pytest.fixture
def parcel(workshop):
    return parcels.pack(*workshop)


def packed(**files):
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_it_holds_the_data_with_names_and_hidden_things_and_the_photos(workshop, parcel):
    _session, here = workshop

    with ZipFile(BytesIO(parcel)) as archive:
        top = f"musette-{here.code}"
        assert set(archive.namelist()) == {f"{top}/workshop.json", f"{top}/photos/{NAME}"}
        data = archive.read(f"{top}/workshop.json").decode()

    assert [text for text in ("Amina", "Trop tard", "Rien") if text not in data] == []


def test_its_photos_are_in_the_report_elsewhere_too(workshop, parcel, tmp_path):
    session, here = workshop
    said = html(gather(session, here))
    assert "data:image/jpeg;base64" in said
    shelves.keep_in(tmp_path / "elsewhere")
    assert "data:image/jpeg;base64" not in html(gather(session, here))

    notes = parcels.shelve(parcels.unpack(parcel), here.code)

    assert notes == []
    assert shelves.in_use().get(f"{here.code}/{NAME}") == PHOTO


def test_a_photo_that_did_not_come_is_told_of(workshop, parcel, tmp_path):
    _session, here = workshop
    shelves.keep_in(tmp_path / "elsewhere")
    data = parcels.unpack(parcel).export

    notes = parcels.shelve(parcels.Parcel(data), here.code)

    assert notes == ["1 photo is not in the file: only its description is here."]


def test_a_full_disk_takes_the_photos_and_not_the_workshop(workshop, parcel, monkeypatch):
    def full(*_given):
        raise ShelfFull

    monkeypatch.setattr(Folder, "put", full)

    assert parcels.shelve(parcels.unpack(parcel), workshop[1].code) == [str(ShelfFull())]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"notes.txt": b"x"}, "there is no workshop.json in the archive"),
        ({"workshop.json": b"{}", "../workshop.json": b"{}"}, "an archive may not hold a file with this name"),
        ({"workshop.json": b"0" * 10_000_000}, "it would grow more than 100 times"),
        ({"workshop.json": b"{}", f"photos/{'a' * 64}.jpg": PHOTO}, "is not the photo that its name says"),
        (
            {"workshop.json": b"{}", f"photos/{sha256(b'<p>').hexdigest()}.jpg": b"<p>"},
            "is not the photo that its name says",
        ),
        ({"workshop.json": b"{}"}, "field made: Field required"),
    ],
)
def test_an_archive_that_is_none_of_ours_is_refused_in_one_sentence(files, sentence):
    with pytest.raises(ExportRefused) as refused:
        parcels.unpack(packed(**files))

    assert sentence in str(refused.value)


def test_a_parcel_that_was_damaged_is_refused(parcel):
    for spoilt in (parcel[:-200] + b"\xa5" * 100 + parcel[-100:], parcel[:60] + b"\xa5" * 200 + parcel[260:]):
        with pytest.raises(ExportRefused):
            parcels.unpack(spoilt)
