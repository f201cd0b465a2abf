"""四级: changing between the levels at which a person has something to do or to read."""
