"""Web addresses inside running Chinese text."""

import re
from collections.abc import Iterator

# an address ends where Chinese begins: people write no space after it
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+", re.IGNORECASE | re.ASCII)


def without_links(text: str) -> str:
    """*text* with every web address cut out."""
    return _ADDRESS.sub("", text)


def has_link(text: str) -> bool:
    return _ADDRESS.search(text) is not None


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where web addresses stand in *text*."""
    if "://" not in text and "www." not in text.lower():
        return iter(())
    return (found.span() for found in _ADDRESS.finditer(text))
