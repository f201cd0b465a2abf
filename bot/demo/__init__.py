"""The demo: a fictional city on a local Telegram, with a time machine and no token."""
