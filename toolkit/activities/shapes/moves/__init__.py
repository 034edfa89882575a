"""Moves: what tables do, one after the other, with the cards that they are dealt."""
