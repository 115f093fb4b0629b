"""
The rules that a rulebook can call. A rule exists when RULE_BOOK lists it.

Its module loads, with the words it goes by, when it is first looked up: a function that judges by
an edition pays for the rules which that calls.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from qungui.rules.rule import RuleSpec

_JUDGING = (
    "account-security",
    "advertising",
    "charity-plea",
    "confidentiality",
    "contact-control",
    "copyright",
    "defamation",
    "discrimination",
    "drugs",
    "duplicate-ad",
    "faction",
    "file-limit",
    "flooding",
    "gambling",
    "harassment",
    "image-limit",
    "images",
    "incitement",
    "insult",
    "interruption",
    "length-limit",
    "link-recruiting",
    "marketing-optout",
    "negativity",
    "off-topic",
    "photo-consent",
    "political",
    "pornography",
    "posting-mode",
    "privacy",
    "publication-scope",
    "quarrel",
    "quiet-hours",
    "religion",
    "rumor-unverified",
    "unlawful-harmful",
    "violence",
    "virus-link",
    "voice-limit",
    "vote-begging",
    "work-only",
)
"""Messages are judged by these, each the ``SPEC`` of the module of its name."""

ASSISTED = frozenset(
    {
        "account-security",
        "charity-plea",
        "confidentiality",
        "contact-control",
        "copyright",
        "defamation",
        "discrimination",
        "drugs",
        "faction",
        "harassment",
        "images",
        "incitement",
        "insult",
        "interruption",
        "negativity",
        "off-topic",
        "photo-consent",
        "political",
        "privacy",
        "publication-scope",
        "quarrel",
        "religion",
        "rumor-unverified",
        "unlawful-harmful",
        "violence",
        "work-only",
    }
)
"""Of those, where the meaning decides: whatever they find, a person confirms it first."""

_NAMES = ("real-name", "nickname-format", "avatar")
_MEMBERS = (
    "roster",
    "invite-consent",
    "leave-consent",
    "one-group",
    "capacity",
    "inactivity",
    "welcome",
    "group-name",
    "account-name",
)
_DUTIES = (
    "acknowledgement",
    "quiet-after-notice",
    "no-reply-needed",
    "response-deadline",
    "reply-rate",
    "issue-followup",
    "stop-topic",
    "reports",
    "administrator-finds",
    "self-reported",
    "draft-check",
    "push-times",
    "owner-posts-only",
    "auto-reply",
    "sign-in",
    "timed-message",
)

DECLARED: Mapping[str, str] = {
    **dict.fromkeys(_NAMES, "names"),
    **dict.fromkeys(_MEMBERS, "members"),
    **dict.fromkeys(_DUTIES, "duties"),
}
"""No message is judged by these: the name of each, and of the module that has it in ``SPECS``."""

_MODULES = {**{name: name.replace("-", "_") for name in _JUDGING}, **DECLARED}


class _RuleBook(Mapping[str, RuleSpec]):
    def __getitem__(self, name: str) -> RuleSpec:
        return _specs(_MODULES[name])[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


@cache
def _specs(module: str) -> Mapping[str, RuleSpec]:
    """Those of one module, by name."""
    loaded = import_module(f"{__name__}.{module}")
    specs = loaded.SPECS if hasattr(loaded, "SPECS") else (loaded.SPEC,)
    return {spec.name: spec for spec in specs}


RULE_BOOK: Mapping[str, RuleSpec] = _RuleBook()
