"""What every store asks of an id: that a key can hold it."""

from qungui.errors import InvalidEventError

SEPARATOR = "#"
_LONGEST = 256  # bytes; four ids and their prefixes stay under the table's 1,024 of a sort key


def plain(part: str) -> str:
    """
    *part*, when it can stand in a key.

    Raises:
        InvalidEventError: It is empty, over 256 bytes, or holds ``#``, which separates parts; an
            escaped ``#`` would have to be unescaped wherever a key is read, so it is refused.
    """
    if not part or SEPARATOR in part or len(part.encode()) > _LONGEST:
        msg = "not an id that a key can hold"
        raise InvalidEventError(msg)
    return part
