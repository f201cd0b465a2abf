"""A local Telegram: Bot API, people, groups, faults, chat page. It knows nothing of the bot."""
