"""What was asked of the units, on both databases."""
