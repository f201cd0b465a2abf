"""How names are ordered."""
