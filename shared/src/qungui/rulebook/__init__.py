"""Rulebook files: read and checked at a terminal; functions read the compiled form only."""
