"""What was seen of members: of whom something was found, and what was read of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qungui.acceptance.played.play import Played
from qungui.model.act import Act
from qungui.model.permit import PermitKind

_WHETHER_TO_REMOVE = "是否移出由"

PERMITS = {PermitKind.ABSENCE: "告假"}
"""What scenarios call what was permitted."""


def members(played: Played, wanted: object) -> object:
    """Of whom something was found."""
    ids = {case.person_id for case in played.found}
    names = [who for who, person in played.people.items() if person.person_id in ids]
    return names if isinstance(wanted, list) else next(iter(names), None)


def _said(form: str) -> Callable[[Played, Any], Any]:
    """What stands in a text that somebody read, with the wanted words in the place of ``{}``."""

    def read(played: Played, wanted: object) -> object:
        words = wanted if isinstance(wanted, list) else [wanted]
        texts = list(played.since.texts)
        if all(any(form.format(word) in text for text in texts) for word in words):
            return wanted
        return texts

    return read


def asked_about(played: Played) -> Iterator[str]:
    """What those in charge are asked to decide by themselves."""
    if played.since.was_read(_WHETHER_TO_REMOVE):
        yield Act.REMOVE.value


def _posted(played: Played, wanted: object) -> object:
    texts = [each.text for each in played.since.posts]
    return wanted if any(str(wanted) in text for text in texts) else texts


THEN: Mapping[str, tuple[str, Callable[[Played, Any], Any]]] = {
    "members": ("因名单有了案件的人", members),
    "unconcerned": ("因名单有了案件的人", members),
    "missing": ("有人收到的名单里写明的人", _said("{}")),
    "expected": ("成员收到的话里写明的正确写法", _said("“{}”")),
    "text": ("有人收到的话里的原文", _said("{}")),
    "includes": ("有人收到的话里写到的", _said("{}")),
    "announce": ("群里的话里写到的", _posted),
    "ask": ("群里的话请新成员做什么", _posted),
    "left": ("有人收到的话里写明的余额", _said("还可进 {} 人")),
}
"""Keys of ``then``."""
