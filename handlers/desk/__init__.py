"""The desk: what waits for a person by post, counted, opened, worked off, and told each morning."""
