"""What the calendar does: duties as data, and the alarm clock that wakes them."""
