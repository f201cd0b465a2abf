"""Tests of the program around the conversations: settings, the way in, the way out."""
