"""聊天敏感词: words that the platform itself blocks when staff write to customers. Page 95097."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from qungui.adapters.wecom.api.answers import numbers, objects, part, said, text, texts
from qungui.adapters.wecom.client import WeComClient

MAX_WORDS = 300
MAX_RULES = 100


class Semantics(IntEnum):
    """What is recognised without words."""

    PHONE = 1
    EMAIL = 2
    RED_PACKET = 3


class InterceptType(IntEnum):
    BLOCK = 1  # warn and block
    WARN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class InterceptRule:
    """
    Attributes:
        name: 1 to 20 characters.
        words: At most 300, of 1 to 32 characters.
        users, departments: Whose messages; at most 1,000 each.
    """

    name: str
    words: tuple[str, ...]
    kind: InterceptType
    semantics: tuple[int, ...] = ()
    users: tuple[str, ...] = ()
    departments: tuple[int, ...] = ()


def add(client: WeComClient, rule: InterceptRule) -> str:
    """The rule's id."""
    data = _fields(rule) | said(semantics_list=list(rule.semantics), applicable_range=_range(rule))
    return part(client.post("externalcontact/add_intercept_rule", data), "rule_id", str)


def listed(client: WeComClient) -> Iterator[tuple[str, str]]:
    """Id and name of each rule; at most 100 in a corp."""
    answer = client.get("externalcontact/get_intercept_rule_list", {})
    for each in objects(answer, "rule_list"):
        yield part(each, "rule_id", str), text(each, "rule_name")


def get(client: WeComClient, rule_id: str) -> InterceptRule:
    answer = client.post("externalcontact/get_intercept_rule", {"rule_id": rule_id})
    raw = part(answer, "rule", dict)
    extra, reach = raw.get("extra_rule") or {}, raw.get("applicable_range") or {}
    return InterceptRule(
        name=text(raw, "rule_name"),
        words=texts(raw, "word_list"),
        kind=InterceptType(part(raw, "intercept_type", int)),
        semantics=numbers(extra, "semantics_list"),
        users=texts(reach, "user_list"),
        departments=numbers(reach, "department_list"),
    )


def update(client: WeComClient, rule_id: str, rule: InterceptRule) -> None:
    """Name, words, type and semantics; its range stays. Only rules that this app made."""
    extra = {"semantics_list": list(rule.semantics)}
    data = {"rule_id": rule_id, **_fields(rule), "extra_rule": extra}
    client.post("externalcontact/update_intercept_rule", data)


def delete(client: WeComClient, rule_id: str) -> None:
    client.post("externalcontact/del_intercept_rule", {"rule_id": rule_id})


def _fields(rule: InterceptRule) -> dict[str, object]:
    return {
        "rule_name": rule.name,
        "word_list": list(rule.words),
        "intercept_type": int(rule.kind),
    }


def _range(rule: InterceptRule) -> dict[str, object]:
    return said(user_list=list(rule.users), department_list=list(rule.departments))
