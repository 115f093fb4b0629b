"""What a card can hold (platform's documentation of ``button_interaction``), in characters."""

TITLE, DESCRIPTION, BODY, VALUE = 36, 44, 160, 30


def cut(text: str, limit: int) -> str:
    """At most *limit* characters; what is cut shows that it is."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
