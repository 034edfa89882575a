"""What may be asked of a print: which cards, how many, how large, on what; and what was printed before."""
