"""A liaison's month: the prompt, cards, lines of text, forms, paper, receipts (DOMAIN §3)."""
