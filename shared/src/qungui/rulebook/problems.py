"""What is wrong with a rulebook file: where, what, and what was probably meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from qungui.errors import QunguiError


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Line and column, both from 1; 0 where the file as a whole is meant."""

    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """
    Attributes:
        clause: Id of the clause it stands in; empty outside of clauses.
        refuses: Whether the file may not be used; a person may know better about the others.
    """

    place: Place
    clause: str
    zh: str
    en: str
    refuses: bool = True

    def __str__(self) -> str:
        where = f"{self.place.line}:{self.place.column}" if self.place.line else ""
        clause = f"[{self.clause}]" if self.clause else ""
        return " ".join(filter(None, (where, clause, f"{self.zh} / {self.en}")))


class RulebookError(QunguiError):
    """
    The file is no rulebook; nothing of it may be used.

    Attributes:
        problems: All of them, in the order of the file.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def meant(word: str, known: Iterable[str]) -> tuple[str, str]:
    """What was probably meant by *word*, in Chinese and English; else all that is known."""
    known = tuple(known)
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"是否想写“{near[0]}”？", f"did you mean '{near[0]}'?"
    return f"可以写：{'、'.join(known)}", f"known: {', '.join(known)}"
