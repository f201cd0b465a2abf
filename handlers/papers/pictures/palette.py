"""The colours of the pictures; none speaks alone: a shape, an order or a word says it, too."""

PAPER = "#FFFFFF"
INK = "#222222"
"""Neutral, because a grey edge of a letter makes a much smaller PNG than a tinted one."""
SOFT = "#5A5A5A"
"""Captions and notes."""
RULE = "#D8D8D8"
PANEL = "#F3F3F3"
"""Behind what belongs together; the track of a bar."""
OWN = "#FFF3D6"
"""Behind the reader's own unit."""
ACCENT = "#1F4B7A"

PARTS = ("#1F4B7A", "#5AA9A3", "#F0C667", "#8467A3", "#C9D3DD")
"""The parts of a score, in the order of the scheme; neighbours differ in lightness, too."""
BONUS = "#2E7D4F"
DEDUCTION = "#B2452B"

UP, DOWN = "#1F6FA8", "#B2452B"
"""Blue and brown-red: told apart by every eye; the arrows say the same."""

SIGNS = {
    "blue": "#2F6DB5",
    "green": "#3F9E7C",
    "yellow": "#F2B632",
    "red": "#C23B2A",
}
"""Lights; each has a shape of its own: square, circle, triangle, diamond."""
YELLOW_EDGE = "#9A6B00"
"""Around the yellow triangle, which would be too pale on white."""

COLOURS: dict[str, object] = {
    name.lower(): value for name, value in vars().items() if name.isupper() and name != "COLOURS"
}
"""All of them by name, for the templates."""
