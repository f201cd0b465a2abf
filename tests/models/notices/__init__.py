"""Notices: whom they reach, sending, receipts, and what is done about them later."""
