"""一月一通报: the month's circular, drafted from figures, approved, numbered, sent (§3, §8)."""
