"""The rules of the house, run as tests; each is tried on a good and a bad example."""
