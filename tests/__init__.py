"""Tests: the same rooms as the program, and conversations from end to end."""
