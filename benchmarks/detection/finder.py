"""
All message topics at default settings: ``python -m benchmarks.detection.finder``.

Reads one JSON string a line, writes the topics found in it. A process of its own, so that rows
are judged by a copy of the product whose classifier did not learn from them.
"""

import json
import sys
from collections.abc import Mapping
from types import MappingProxyType

from qungui.rules.detection import Detector, Said

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

_NEAR: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "vote-begging": frozenset({"advertising"}),
        "gambling": frozenset({"advertising"}),
        "pornography": frozenset({"advertising"}),
        "drugs": frozenset({"advertising", "unlawful-harmful"}),
        "unlawful-harmful": frozenset({"advertising", "virus-link"}),
        "charity-plea": frozenset({"rumor-unverified"}),
        "privacy": frozenset({"confidentiality"}),
        "confidentiality": frozenset({"privacy"}),
        "insult": ABUSE,
    }
)


def count_as(topic: str) -> frozenset[str]:
    """What is found where *topic* is: that, or a topic near it."""
    return _NEAR.get(topic, frozenset()) | {topic}


def topics(detector: Detector, text: str) -> list[str]:
    """The counted topics of all that are found."""
    return [find.topic for find in detector.finds(Said(text)) if find.topic in COUNTED]


def main() -> None:
    detector = Detector()
    for line in sys.stdin:
        print(" ".join(topics(detector, json.loads(line))))


if __name__ == "__main__":
    main()
