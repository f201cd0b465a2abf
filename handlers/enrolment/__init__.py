"""How people come in and what they may ask about themselves."""
