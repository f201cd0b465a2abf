"""Tests of the chat page, most of them in a real browser."""
