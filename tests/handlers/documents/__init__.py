"""Superior documents and the filing of plans, told through the chat."""
