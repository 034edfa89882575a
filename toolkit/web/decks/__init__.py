"""Pages about decks: reading them, and writing them."""
