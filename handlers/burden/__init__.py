"""The burden report in chat (DOMAIN §7)."""
