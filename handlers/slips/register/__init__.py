"""The office's register of slips, each with its whole history (DOMAIN §4)."""
