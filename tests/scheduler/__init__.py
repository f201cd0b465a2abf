"""Duties by the calendar: when they run, and that running twice says nothing twice."""
