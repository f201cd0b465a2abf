"""Tests of files that offices hand in and get back."""
