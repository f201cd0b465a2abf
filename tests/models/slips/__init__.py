"""三单一书: the ladder and what becomes of a slip."""
