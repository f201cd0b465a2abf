"""Measurements: how long things take, compared with doing the bare minimum."""
