"""The pictures of the month: ranking, a unit's card, the board, the year (DOMAIN §3, §6)."""
