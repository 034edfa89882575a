"""Backups: complete copies of the database file, the ring of them that a server keeps, and the way back."""
