"""The little XML that WeCom sends: one root with text elements, sometimes with a list inside."""

# Any document type is refused below, and entities are declared nowhere else.
from xml.parsers.expat import ExpatError, ParserCreate  # nosec B407

from qungui.errors import InvalidEventError


def top_level(document: bytes, *, within: str = "") -> dict[str, str]:
    """
    The text of each element right under the root; what lies deeper is skipped.

    The elements right under *within*, itself right under the root, are taken too, by their own
    names where those are free.

    Takes time and memory in proportion to the document, however deep it nests.

    Raises:
        InvalidEventError: Not well-formed, or with a document type (where entities are declared).
    """
    reader = _TopLevel(within)
    parser = ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(document, True)  # noqa: FBT003 - expat takes no keywords
    except ExpatError as error:
        msg = "not well-formed XML"
        raise InvalidEventError(msg) from error
    return reader.fields


class _TopLevel:
    def __init__(self, within: str) -> None:
        self.fields: dict[str, str] = {}
        self._within = within
        self._depth = 0
        self._parent = ""
        self._name: str | None = None

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        self._name = None
        if self._depth == 2:  # noqa: PLR2004 - the root is 1
            self._parent = self._name = name
            self.fields[name] = ""
        elif self._depth == 3 and self._parent == self._within:  # noqa: PLR2004 - as above
            self._name = None if name in self.fields else name
            self.fields.setdefault(name, "")

    def end(self, _name: str) -> None:
        self._depth -= 1
        self._name = self._parent if self._depth == 2 else None  # noqa: PLR2004 - as above

    def text(self, text: str) -> None:
        if self._name is not None:
            self.fields[self._name] += text


def _refuse(*_declaration: object) -> None:
    msg = "a document type is refused"
    raise InvalidEventError(msg)
