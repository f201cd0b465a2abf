"""A leader's brief: one picture and five lines about what they answer for, and what they claim."""
