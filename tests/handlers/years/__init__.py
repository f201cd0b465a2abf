"""The year in chat."""
