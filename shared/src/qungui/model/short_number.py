"""A number that people can type on a phone, for things whose ids they cannot."""

DIGITS = 4


def short_number(item_id: str) -> str:
    """Four decimal digits; among a few open things of one member the same one is unlikely."""
    return f"{int(item_id, 16) % 10**DIGITS:0{DIGITS}d}"
