"""The month's scores as they were computed, previewed, appealed and published (DOMAIN §3, §6)."""
