"""What a text to the desk comes to: a command, or a question back."""

from dataclasses import dataclass

from qungui.desk.arguments import Gravity, Month, Until
from qungui.desk.verbs import Verb
from qungui.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """
    What somebody said, in parts; nothing of it is looked up.

    Attributes:
        group, person: Names as written, without ``@``; empty where none was.
        numbers: Each once, in the order written.
        clause: In figures, with the regulation or without: ``R01.3.10``, ``3.10``.
        topic: Which command help is wanted with.
        text: The reason, or the words themselves, as written.
    """

    verb: Verb
    group: str = ""
    numbers: tuple[int, ...] = ()
    person: str = ""
    clause: str = ""
    gravity: Gravity | None = None
    span: Span | Until | None = None
    day: Until | None = None
    month: Month | None = None
    topic: Verb | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """
    Attributes:
        line: What to send instead, as it stands.
    """

    verb: Verb
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """
    Attributes:
        said: What is not clear, told to the writer; empty where nothing looked like a command.
    """

    said: str = ""
    suggestions: tuple[Suggestion, ...] = ()


type Meaning = Command | Unclear
