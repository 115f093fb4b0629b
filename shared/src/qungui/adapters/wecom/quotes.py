"""
A reply as the archive flattens it: prefix, the quoted words, a line of dashes, the new words.

The quoted words usually stand in quotation marks after their author's name, and may hold dashes
or be a reply themselves. Whatever cannot be told apart counts as the writer's own.
"""

_PREFIXES = ("这是一条引用/回复消息：", "This is a quote/reply:")
_SEPARATOR = "------"
_OPENING = ('"', "“", "「")
_CLOSING = ('"', "”", "」")


def split_quote(content: str) -> tuple[str, str]:
    """``(authored, quoted)``; a text that only looks like a reply is all authored."""
    prefix = next((prefix for prefix in _PREFIXES if content.startswith(prefix)), None)
    if prefix is None:
        return content, ""
    lines = content[len(prefix) :].split("\n")
    end = _end_of_quote(lines)
    if end is None:
        return content, ""
    return "\n".join(lines[end + 1 :]).strip(), "\n".join(lines[:end]).strip()


def _end_of_quote(lines: list[str]) -> int | None:
    """The line of dashes that ends the outermost quote, or None."""
    marked = "\n".join(lines).lstrip().startswith(_OPENING)
    ends = [
        number
        for number, line in enumerate(lines)
        if line.strip() == _SEPARATOR and (not marked or _closes(lines[:number]))
    ]
    for place, number in enumerate(ends):
        nested = sum(any(prefix in line for prefix in _PREFIXES) for line in lines[:number])
        if place == nested:
            return number
    dashes = (number for number, line in enumerate(lines) if line.strip() == _SEPARATOR)
    return ends[0] if ends else next(dashes, None)


def _closes(before: list[str]) -> bool:
    """Whether the last written line ends a quotation."""
    last = next((line.rstrip() for line in reversed(before) if line.strip()), "")
    return last.endswith(_CLOSING)
