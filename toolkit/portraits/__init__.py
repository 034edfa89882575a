"""Portraits of personas in line, from a small set of parts: each SVG file holds those of one slot, by name."""
