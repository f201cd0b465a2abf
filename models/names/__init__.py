"""Names of people and units in the order in which offices list them."""
