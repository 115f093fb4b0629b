"""Word lists of our own, written as ``normal`` writes them. Topics judge by them together."""
