"""What does not run by itself, why, and the tap that helps."""
