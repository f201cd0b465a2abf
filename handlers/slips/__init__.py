"""三单一书 in chat: written, signed, received, answered, judged (DOMAIN §4)."""
