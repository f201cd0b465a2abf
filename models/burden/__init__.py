"""What the office's tool asks of the units, counted from stored rows (DOMAIN §7)."""
