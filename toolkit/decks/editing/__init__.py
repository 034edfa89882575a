"""Decks of one's own: what may be done to them, by whom, and undone."""
