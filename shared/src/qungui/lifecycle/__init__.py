"""The life of a group, from the first request to the proof that it is gone; pure."""
