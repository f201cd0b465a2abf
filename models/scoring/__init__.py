"""The month's score: a pure function of a scheme and a frozen set of facts (DOMAIN §6)."""
