"""Acceptance scenarios: told as a situation and an event, played in memory, compared by effect."""
