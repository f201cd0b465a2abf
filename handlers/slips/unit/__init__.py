"""Slips at the unit: they arrive, are received, answered, and put off on request (DOMAIN §4)."""
