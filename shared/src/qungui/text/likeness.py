"""Whether two texts say the same, told from short sketches of them and never from the words."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from qungui.text.folding import folded

_ROWS = 48
_PIECE = 2


def sketch(text: str) -> str:
    """
    64 characters of ASCII: per row the lowest hash over the text's pieces, one byte of it.

    Punctuation, spaces and ornaments count for nothing. Empty where nothing else is written.
    """
    from hashlib import blake2b  # noqa: PLC0415 - see derived_id

    said = "".join(filter(str.isalnum, folded(text)))
    if not said:
        return ""
    pieces = {said[at : at + _PIECE].encode() for at in range(max(1, len(said) - _PIECE + 1))}
    wide = [blake2b(piece, digest_size=_ROWS).digest() for piece in pieces]
    lowest = bytes(min(_mixed(digest, row) for digest in wide) % 256 for row in range(_ROWS))
    return urlsafe_b64encode(lowest).decode()


def _mixed(digest: bytes, row: int) -> int:
    """A number of two bytes that differs per row: neighbours in a circle over one digest."""
    return digest[row] << 16 | digest[(row + 17) % _ROWS] << 8 | digest[(row + 29) % _ROWS]


def likeness(one: str, other: str) -> float:
    """0 to 1: about the share of pieces that the texts of two sketches have in common."""
    if not one or not other:
        return 0.0
    pairs = zip(urlsafe_b64decode(one), urlsafe_b64decode(other), strict=True)
    return sum(left == right for left, right in pairs) / _ROWS
