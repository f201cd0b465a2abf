"""Superior documents and the filing of plans, at the level of the rules."""
