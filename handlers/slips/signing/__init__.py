"""Drafts before those who sign them: signed, changed, given back (DOMAIN §4)."""
