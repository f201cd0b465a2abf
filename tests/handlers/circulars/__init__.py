"""The conversations about the month's circular."""
