"""What a text says, as words and numbers that can be compared."""
