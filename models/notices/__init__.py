"""Notices: what an office tells many at once, whom it reached, and who has confirmed it."""
