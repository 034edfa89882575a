"""Transcripts: the steps of an agenda with all that was given in them, as an exported workshop holds them."""
