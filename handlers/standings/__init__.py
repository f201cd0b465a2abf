"""The month's scores in chat: figures that open, appeals, publishing (DOMAIN §3, §6)."""
