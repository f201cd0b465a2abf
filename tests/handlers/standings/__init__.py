"""The month's scores in chat."""
