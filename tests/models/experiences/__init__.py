"""What holds of experiences whatever is said in chat."""
