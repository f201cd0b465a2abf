"""一月一通报: writing, approving, sending and confirming the month's circular."""
