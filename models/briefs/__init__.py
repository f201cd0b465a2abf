"""Leaders' briefs: what is counted for them, and when it is brought to whom."""
