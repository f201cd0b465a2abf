"""The year in chat: its table for each cohort, a unit's own line, year-end scores (DOMAIN §6)."""
