"""A slip written by hand, step by step, in one message (DOMAIN §4)."""
