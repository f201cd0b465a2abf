"""Proofs: what was promised about the whole, each as a command."""
