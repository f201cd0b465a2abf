"""The year of the units, on both databases."""
