"""Conversations about slips, as people have them."""
