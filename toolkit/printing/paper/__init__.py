"""The papers of a room besides cards: badges, readings, the sheet of calibration, and the codes on them."""
