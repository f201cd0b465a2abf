"""Persons, posts, invitations and leave (DOMAIN §1)."""
