"""Superior documents: registered, their three dated steps, and the filing of plans (DOMAIN §4)."""
