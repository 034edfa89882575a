"""Bring every fr.po up to date, and list what is still to be translated: `python3 -m toolkit.translations`."""

import sys

from toolkit.translations import catalogues, untranslated, written

missing = False
for path, catalogue in catalogues().items():
    path.write_bytes(written(catalogue))
    for sentence in untranslated(catalogue):
        missing = True
        sys.stdout.write(f"{path}: {sentence}\n")
sys.exit(missing)
