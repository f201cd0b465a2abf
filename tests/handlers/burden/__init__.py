"""The burden report in chat."""
