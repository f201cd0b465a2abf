"""The ledger: matters, milestones, lights and their history (DOMAIN §2)."""
