"""The faces of cards: as HTML, as operators of a PDF, and whether their texts fit."""
