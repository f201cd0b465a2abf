"""A notice that is being written: its parts, whom it is for, when it goes, what it asks."""
