"""
All message topics at default settings, on texts alone: ``python -m benchmarks.detection.finder``.

Reads one JSON string a line, writes the topics found in it. A process of its own, so that rows
are judged by a copy of the product whose classifier did not learn from them.
"""

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from qungui.model.call import Call
from qungui.model.finding import Facts, Hit, Sighting
from qungui.model.group import Group, GroupKind
from qungui.model.ids import Alias
from qungui.model.message import Message, MessageKind
from qungui.rules import RULE_BOOK
from qungui.rules.build import build
from qungui.rules.rule import Rule
from qungui.text.normal import normal

SPAM = frozenset(
    {
        *("advertising", "duplicate-ad", "vote-begging", "pornography", "gambling", "drugs"),
        *("virus-link", "unlawful-harmful", "link-recruiting", "contact-control", "charity-plea"),
    }
)
ABUSE = frozenset(
    {
        *("insult", "harassment", "discrimination", "defamation", "quarrel", "violence"),
        *("incitement", "unlawful-harmful"),
    }
)
COUNTED = frozenset(
    {
        *(*SPAM, *ABUSE, "political", "religion", "rumor-unverified", "privacy"),
        *("photo-consent", "confidentiality", "copyright"),
    }
)
"""Topics whose finds in clean talk are false."""

# what no clause may leave open, and a default must therefore say
_PARAMETERS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "political": {"of": "any"},
        "vote-begging": {"kinds": ["投票", "集点赞", "砍价"]},
        "confidentiality": {"terms": ["底价", "薪酬", "并购", "客户名单"]},
    }
)
_MOMENT = datetime(2026, 11, 25, 4, tzinfo=UTC)
_ROOM, _MEMBER = Alias("room", "r"), Alias("userid", "u")
_GROUP = Group(
    group_id="g",
    name="项目群",
    kind=GroupKind.INTERNAL,
    aliases=(_ROOM,),
    rulebook="r",
    rules_from=_MOMENT,
)
_SIGHTING = Sighting("m", _MOMENT, "c")


def rules() -> dict[str, Rule]:
    """Every counted topic's rule, by name."""
    return {
        name: build(RULE_BOOK[name], Call(name, dict(_PARAMETERS.get(name, {}))), {})
        for name in sorted(COUNTED)
    }


def facts_of(text: str) -> Facts:
    message = Message(
        message_id="m",
        group=_ROOM,
        sender=_MEMBER,
        sent_at=_MOMENT,
        kind=MessageKind.TEXT,
        text=text,
    )
    return Facts(
        message=message,
        plain=normal(text),
        group=_GROUP,
        roles=frozenset(),
        recent=(),
        sighting=_SIGHTING,
        timezone="Asia/Shanghai",
    )


def topics(armed: Mapping[str, Rule], text: str) -> list[str]:
    facts = facts_of(text)
    return [name for name, rule in armed.items() if isinstance(rule.judge(facts), Hit)]


def main() -> None:
    armed = rules()
    for line in sys.stdin:
        print(" ".join(topics(armed, json.loads(line))))


if __name__ == "__main__":
    main()
