"""The measures of an official paper after GB/T 9704-2012, in millimetres and points."""

POINTS_PER_MM = 72 / 25.4

PAGE = (210.0, 297.0)
TOP, BOTTOM, LEFT, RIGHT = 37.0, 35.0, 28.0, 26.0
TYPE_WIDTH = PAGE[0] - LEFT - RIGHT
"""The type area is 156 × 225 mm."""
TYPE_HEIGHT = PAGE[1] - TOP - BOTTOM
LINES, CHARACTERS = 22, 28

LINE = TYPE_HEIGHT * POINTS_PER_MM / LINES
"""From one line to the next, in points."""
CHARACTER = TYPE_WIDTH * POINTS_PER_MM / CHARACTERS
"""From one character (字) to the next, in points; a little less than the 16 of the type."""

HEAD_FROM_TOP = 35.0
"""From the top of the type area down to the red head (7.2.4)."""
HEAD_LARGEST, HEAD_SMALLEST = 40.0, 22.0
TITLE, BODY, SMALL = 22.0, 16.0, 14.0
"""2号, 3号 and 4号."""
CELL = 10.5
"""5号, in the tables of annexes."""
TITLE_APART = 5.0
"""Points between the lines of a title beyond those of the text."""

RED = "D6000F"
BLANK_LINES_FOR_SEAL = 3
"""Above the signature: a seal of 42 mm then begins within a line of the text (7.3.5.1)."""
KEPT_LINES = 9
"""A last paragraph shorter than this goes to the next page with its signature as a whole."""
DATE_FROM_RIGHT = 4
"""Characters kept free to the right of the date."""
PAGE_NUMBER_BELOW = 7.0
"""From the type area down to the page number."""
