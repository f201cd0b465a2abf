"""Leave, during which the deputy answers (DOMAIN §1)."""
