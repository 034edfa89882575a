"""Decks from and to the files of other programs: spreadsheets and archives, read in a process of its own."""
