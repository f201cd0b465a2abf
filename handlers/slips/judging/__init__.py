"""The office's verdicts on answers and on requests for an extension (DOMAIN §4)."""
