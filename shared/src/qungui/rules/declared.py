"""Topics that a rulebook can name and no rule reads yet."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from qungui.rules.rule import RuleSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """
    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VirusLink:
    """
    Attributes:
        lists: The lists that a link or file is held against, e.g. 恶意网址库.
        malicious_urls: Addresses that are bad.
        allow_list: What the allowed places are, in words.
        allow_domains: Where links may point; empty allows all.
    """

    lists: tuple[str, ...] = ()
    malicious_urls: tuple[str, ...] = ()
    allow_list: str = ""
    allow_domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidentiality:
    """
    Attributes:
        protected: What stays inside, in the regulation's words.
        terms: Words that show it.
        alternatives: What is proposed instead, e.g. 电话会议.
        measure: What makes it fit to be sent, e.g. 加密.
    """

    protected: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    measure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactControl:
    """
    Attributes:
        external_groups: The wish counts only in groups with people from outside.
        words: Further words of the group's own choice.
    """

    external_groups: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteBegging:
    """
    Attributes:
        kinds: What is begged for, e.g. 投票, 砍价.
    """

    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOnly:
    """
    Attributes:
        group_kind: Only in groups of this kind.
        working_hours: Only in these hours.
        messages_per_hour: More of one member in these hours is a breach.
    """

    group_kind: str = ""
    working_hours: tuple[time, time] | None = None
    messages_per_hour: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoConsent:
    """
    Attributes:
        consent_of: Whose consent a photograph needs.
    """

    consent_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarrel:
    """
    Attributes:
        window_minutes: The exchange is looked for in so long.
        min_exchanges: So many angry messages of two members make one.
    """

    window_minutes: int = 0
    min_exchanges: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageLimit:
    """
    Attributes:
        max_images: The most of one member in the window; 0 for no limit.
        window_minutes: That window.
        active_speakers: With so many speaking in the window, pictures are a breach; 0 for never.
    """

    max_images: int = 0
    window_minutes: int = 0
    active_speakers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceLimit:
    """
    Attributes:
        max_voice: The most of one member in the window; one more acts. 0 lets none pass.
        window_minutes: That window; 0 for each message by itself.
        prefer: What to send instead, e.g. 文字.
    """

    max_voice: int = 0
    window_minutes: int = 0
    prefer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateAd:
    """
    Attributes:
        max_times: The same advertisement passes so often in a group.
        similarity: How much alike counts as the same, in percent.
    """

    max_times: int = 1
    similarity: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingMode:
    """
    Attributes:
        members_may: What members may still do while only owner and administrators post.
    """

    members_may: tuple[str, ...] = ()


class Stage(StrEnum):
    NONE = "none"
    REFUSAL = "refusal"  # a customer says no: to be marked
    MARKETING = "marketing"  # marketing where somebody said so before


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketingOptout:
    """
    Attributes:
        of: Words of refusal, or marketing after them.
        words: Further words of the group's own choice.
    """

    of: Stage = Stage.NONE
    words: tuple[str, ...] = ()


_WORDS = (
    *("pornography", "gambling", "drugs", "violence", "religion", "unlawful-harmful"),
    *("rumor-unverified", "harassment", "defamation", "discrimination", "faction", "negativity"),
    *("privacy", "charity-plea", "link-recruiting", "publication-scope"),
    *("account-security", "copyright"),
)
SPECS = tuple(
    RuleSpec(name=name, topics=(name,), kind=kind, carrier=None)
    for name, kind in (
        *((name, Words) for name in _WORDS),
        ("virus-link", VirusLink),
        ("confidentiality", Confidentiality),
        ("contact-control", ContactControl),
        ("vote-begging", VoteBegging),
        ("work-only", WorkOnly),
        ("photo-consent", PhotoConsent),
        ("quarrel", Quarrel),
        ("image-limit", ImageLimit),
        ("voice-limit", VoiceLimit),
        ("duplicate-ad", DuplicateAd),
        ("posting-mode", PostingMode),
        ("marketing-optout", MarketingOptout),
    )
)
