"""The month's score, rule by rule, against figures that were computed by hand (DOMAIN §6)."""
