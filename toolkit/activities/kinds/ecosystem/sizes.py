"""The measures of a map, in the units of its drawing."""

WIDTH, LINE, EDGE = 190, 22, 16  # of a box, a line of its text, and the space within
APART, BETWEEN, MARGIN = 26, 130, 20  # boxes one above the other, columns, and the rim
HEAD = 14  # of an arrow
LETTERS, LINES = 17, 3  # in a line, and in a box
