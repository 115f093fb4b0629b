"""The little XML that WeCom sends: one root with text elements, sometimes with a list inside."""

# Any document type is refused below, and entities are declared nowhere else.
from xml.parsers.expat import ExpatError, ParserCreate  # nosec B407

from qungui.errors import InvalidEventError


def top_level(document: bytes) -> dict[str, str]:
    """
    The text of each element right under the root; what lies deeper is skipped.

    Takes time and memory in proportion to the document, however deep it nests.

    Raises:
        InvalidEventError: Not well-formed, or with a document type (where entities are declared).
    """
    reader = _TopLevel()
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
    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self._depth = 0
        self._name = ""

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 2:  # noqa: PLR2004 - the root is 1
            self._name = name
            self.fields[name] = ""

    def end(self, _name: str) -> None:
        self._depth -= 1

    def text(self, text: str) -> None:
        if self._depth == 2:  # noqa: PLR2004 - as above
            self.fields[self._name] += text


def _refuse(*_declaration: object) -> None:
    msg = "a document type is refused"
    raise InvalidEventError(msg)
