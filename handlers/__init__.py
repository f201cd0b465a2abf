"""What people do in chat: one module per conversation, its views and buttons beside it."""
