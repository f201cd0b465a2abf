"""The first word of what is typed after a command, and the rest; pure."""


def split_word(text: str) -> tuple[str, str]:
    """The first word of a text and the rest; a line break or a wide space ends it, too."""
    parts = text.split(maxsplit=1)
    return parts[0] if parts else "", parts[1].rstrip() if len(parts) > 1 else ""
