"""Texts cut to what the platform takes, at a character and visibly."""

_MORE = "…"


def within_bytes(text: str, limit: int) -> str:
    """At most *limit* bytes of UTF-8."""
    raw = text.encode()
    if len(raw) <= limit:
        return text
    return raw[: limit - len(_MORE.encode())].decode(errors="ignore") + _MORE


def within_characters(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - len(_MORE)] + _MORE
