"""The conversations about experiences."""
