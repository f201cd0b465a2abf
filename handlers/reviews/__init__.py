"""The office's verdicts on what was handed in: 同意, 退回, 销号 (DOMAIN §2)."""
