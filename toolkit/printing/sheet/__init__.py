"""Sheets of paper: where cards go on one, and what is drawn around them."""
