"""A deck of cards as data: read, checked, found, and fixed in revisions."""
