"""How much a deck from outside may cost: its size as it comes, and what the process that reads it may take.

How much may be in it once unpacked stands where that is read: archive.py, sheets/sheet.py, ../folder/reading.py.
"""

from toolkit.media.readers import Reader

FILE = 10_000_000  # bytes, as it is given
ARCHIVE = 30_000_000  # bytes, of a deck with its images
# Work that is too hard meets the seconds of processor first; the others are for a busy machine.
READER = Reader(("-m", "toolkit.decks.files.worker"), memory=256_000_000, cpu_seconds=2, seconds=15)
