"""What people mean by what they type, in either language; pure."""
