"""Conversations as people have them, through the simulated Telegram."""
