"""Superior documents in chat: registered, followed, their plans examined (DOMAIN §4)."""
