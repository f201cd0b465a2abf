"""The year of the units: their months, their year-end scores, and what follows (DOMAIN §6)."""
