"""HTML in, PDF out: decks to cut, reports to read."""
