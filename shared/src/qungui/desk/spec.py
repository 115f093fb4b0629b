"""What a command is, as data: its words, what stands behind the word, who may use it."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.desk.verbs import Verb
from qungui.model.group import Role


class Slot(StrEnum):
    """What can stand behind the word; named as the attributes of ``meaning.Command``."""

    GROUP = "group"
    NUMBERS = "numbers"
    PERSON = "person"
    CLAUSE = "clause"
    GRAVITY = "gravity"
    SPAN = "span"
    DAY = "day"
    MONTH = "month"
    TOPIC = "topic"
    TEXT = "text"


_WORDS = {
    Slot.GROUP: "群",
    Slot.NUMBERS: "编号",
    Slot.PERSON: "人",
    Slot.CLAUSE: "条款",
    Slot.GRAVITY: "轻重",
    Slot.SPAN: "期限",
    Slot.DAY: "日期",
    Slot.MONTH: "月份",
    Slot.TOPIC: "命令",
    Slot.TEXT: "理由",
}


@dataclass(frozen=True, slots=True)
class Argument:
    """
    Attributes:
        many: Whether several numbers may stand there.
        called: What people call it here, where that is not the slot's own word.
        announced: Whether a text must say that it is one (“理由：…”), or something is left over.
    """

    slot: Slot
    needed: bool = True
    many: bool = False
    called: str = ""
    announced: bool = False

    @property
    def word(self) -> str:
        return self.called or _WORDS[self.slot]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandSpec:
    """
    Attributes:
        words: The first is its name; the others do the same. Chinese as ``text.normal`` writes it.
        arguments: In the order of the help text; any order is read, the text always last.
        roles: Who may use it, in the group that it is about; empty for everybody.
        listed: Whether the help lists it; a question that is put to somebody names the others.
        changes: Whether anything follows from it but an answer.
        is_form: Whether its text may be a form, which says itself what is wrong with it.
        help: What it does, at most 16 characters.
        example: At most 17 characters, so that it fits a line of a phone; tests read it.
        beside: What else its text may hold, and what comes of it; told where it is asked about.
    """

    verb: Verb
    words: tuple[str, ...]
    arguments: tuple[Argument, ...] = ()
    roles: frozenset[Role] = frozenset()
    listed: bool = True
    changes: bool = True
    is_form: bool = False
    help: str
    example: str
    beside: str = ""

    @property
    def name(self) -> str:
        return self.words[0]

    @property
    def takes_words_alone(self) -> bool:
        """Whether nothing but a text need stand behind the word."""
        return not any(one.needed for one in self.arguments if one.slot is not Slot.TEXT)

    def argument(self, slot: Slot) -> Argument | None:
        return next((one for one in self.arguments if one.slot is slot), None)

    def open_to(self, roles: frozenset[Role]) -> bool:
        """Whether somebody who holds *roles* may use it."""
        return not self.roles or not self.roles.isdisjoint(roles)


MANAGERS = frozenset({Role.OWNER, Role.ADMINISTRATOR, Role.ADMIN_DEPARTMENT})
ASKERS = MANAGERS | {Role.LEADER}

ONE = Argument(Slot.NUMBERS)
SOME = Argument(Slot.NUMBERS, many=True)
PERSON = Argument(Slot.PERSON)
CLAUSE = Argument(Slot.CLAUSE)
TEXT = Argument(Slot.TEXT)
DAY = Argument(Slot.DAY)
SAID = Argument(Slot.TEXT, needed=False)


def maybe(slot: Slot) -> Argument:
    return Argument(slot, needed=False)
