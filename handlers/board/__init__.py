"""The month at a glance for the office: who has answered, who owes, and the nudge."""
