"""The office's desk and what is opened from it: a matter, a search, a leader's brief."""
