"""The program: command line, settings, wiring, the way in and out of Telegram."""
