"""The bot in group chats: silent unless asked, never a figure, a notice board where bound."""
