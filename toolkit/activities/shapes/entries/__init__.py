"""Entries: fields of a table's shared sheet, with every version kept, and photos of its paper."""
