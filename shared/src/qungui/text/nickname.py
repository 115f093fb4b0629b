"""Nicknames in groups: what a regulation wants them to be made of, and whether one is."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import product

from qungui.model.person import Person
from qungui.text.folding import folded

_MOST_WAYS = 64  # of writing one nickname: a person is in few departments


def holds_name(nickname: str, name: str) -> bool:
    """Whether *name* stands in it, however it is ornamented, in wide or traditional characters."""
    return folded(name) in folded(nickname)


def ways(form: str, person: Person) -> Sequence[tuple[str, ...]] | None:
    """
    The parts of *form* (``部门+姓名``) as *person*'s own, in every right way, the best first; None
    where directory and register do not say one of them.
    """
    parts = [tuple(_values(part.strip(), person)) for part in form.split("+")]
    if not all(parts):
        return None
    return tuple(each for each, _ in zip(product(*parts), range(_MOST_WAYS), strict=False))


def fits(nickname: str, way: Sequence[str], separators: Sequence[str]) -> bool:
    """Whether it is *way*, part by part, with one of *separators* between any two."""
    between = "|".join(re.escape(_narrow(each)) for each in separators)
    wanted = rf"\s*(?:{between})\s*".join(re.escape(_narrow(part)) for part in way)
    return re.fullmatch(wanted, _narrow(nickname)) is not None


def _values(part: str, person: Person) -> Iterator[str]:
    match part:
        case "姓名":
            yield from filter(None, (person.name,))
        case "部门":
            yield from person.department_names
        case "岗位":
            yield from filter(None, (person.position,))
        case "所在公司":
            yield from filter(None, (person.company,))
        case "部门职位":
            yield from _offices(person)


def _offices(person: Person) -> Iterator[str]:
    """Department and position; either alone where there is no other."""
    if person.position and person.department_names:
        yield from (f"{name}{person.position}" for name in person.department_names)
    yield from (person.department_names or filter(None, (person.position,)))


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
