"""
All message topics at default settings: ``python -m benchmarks.detection.finder``.

Reads one JSON string a line, writes the topics found in it. A process of its own, so that rows
are judged by a copy of the product whose classifier did not learn from them.
"""

import json
import sys

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


def topics(detector: Detector, text: str) -> list[str]:
    """The counted topics of all that are found."""
    return [find.topic for find in detector.finds(Said(text)) if find.topic in COUNTED]


def main() -> None:
    detector = Detector()
    for line in sys.stdin:
        print(" ".join(topics(detector, json.loads(line))))


if __name__ == "__main__":
    main()
