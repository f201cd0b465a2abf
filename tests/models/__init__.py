"""Tests of the facts and the rules over them."""
