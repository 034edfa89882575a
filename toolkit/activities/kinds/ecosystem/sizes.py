"""The measures of a map, in the units of its drawing."""

WIDTH, LINE, EDGE = 190, 22, 16  # of a box, a line of its text, and the space within
APART, BETWEEN, MARGIN = 26, 130, 20  # boxes one above the other, columns, and the rim
HEAD = 14  # of an arrow
WORDS = 18  # a line of the words of a link
READABLE = 0.8  # of these units, in pixels: the smallest size of a map on a page
LETTERS, LINES = 17, 3  # in a line, and in a box
