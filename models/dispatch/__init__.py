"""一月一调度: the month's cycle, each unit's return and its review (DOMAIN §3)."""
