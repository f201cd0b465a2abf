"""三单一书: slips that are numbered, signed, received, answered and escalated (DOMAIN §4)."""
