"""Answers: one of each person, replaceable; secret ballots are kept apart from those who cast them."""
