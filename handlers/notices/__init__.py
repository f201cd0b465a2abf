"""Notices in chat: what arrives, what is written and sent, and who has confirmed."""
