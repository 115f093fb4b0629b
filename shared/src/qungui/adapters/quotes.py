"""
A reply as one text: the quoted words, a line of dashes, the new words.

The archive writes a prefix before it; the quoted words usually stand in quotation marks after
their author's name, and may hold dashes or be a reply themselves. WeChat, where it cannot show a
reply, writes no prefix: the name and the quoted words in corner marks, and dashes with spaces.
Whatever cannot be told apart counts as the writer's own.
"""

_PREFIXES = ("这是一条引用/回复消息：", "This is a quote/reply:")
_SEPARATOR = "------"
_OPENING = ('"', "“", "「")
_CLOSING = ('"', "”", "」")
_DEEPER = {"「": 1, "」": -1}
_DASHES = 5  # at least, with spaces between; WeChat writes fifteen


def split_quote(content: str) -> tuple[str, str]:
    """``(authored, quoted)``; a text that only looks like a reply is all authored."""
    prefix = next((prefix for prefix in _PREFIXES if content.startswith(prefix)), None)
    if prefix is None:
        return _split_in_corners(content)
    lines = content[len(prefix) :].split("\n")
    end = _end_of_quote(lines)
    if end is None:
        return content, ""
    return "\n".join(lines[end + 1 :]).strip(), "\n".join(lines[:end]).strip()


def _split_in_corners(content: str) -> tuple[str, str]:
    end = _end_of_corners(content)
    beside, _, rest = content[end:].partition("\n")
    line, _, authored = rest.partition("\n")
    dashes = line.split()
    if end and not beside.strip() and len(dashes) >= _DASHES and set(dashes) == {"-"}:
        return authored.strip(), content[:end]
    return content, ""


def _end_of_corners(content: str) -> int:
    """Behind the mark that closes the one at the very beginning; 0 where none does."""
    depth = 0
    for at, character in enumerate(content, 1):
        depth += _DEEPER.get(character, 0)
        if depth <= 0:
            return at if at > 1 else 0
    return 0


def _end_of_quote(lines: list[str]) -> int | None:
    """The line of dashes that ends the outermost quote, or None."""
    marked = "\n".join(lines).lstrip().startswith(_OPENING)
    dashes, ends, nested, before = list[int](), list[int](), 0, ""
    for number, line in enumerate(lines):
        said = line.strip()
        if said == _SEPARATOR:
            dashes.append(number)
            if not marked or before.endswith(_CLOSING):
                if len(ends) == nested:
                    return number
                ends.append(number)
        nested += any(prefix in line for prefix in _PREFIXES)
        before = said or before
    return next(iter(ends or dashes), None)
