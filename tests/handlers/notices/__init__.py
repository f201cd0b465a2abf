"""Notices in chat."""
