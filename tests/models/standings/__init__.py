"""What a month's scores are gathered from, and what becomes of them."""
