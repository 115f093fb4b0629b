"""Links and files that do harm."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from qungui.model.attachment import MediaKind
from qungui.model.finding import Clear, Facts, Finding, Hit
from qungui.model.message import Message
from qungui.rules.rule import RuleSpec
from qungui.text.links import addresses

_RUNS = (
    *(
        ".exe",
        ".scr",
        ".bat",
        ".cmd",
        ".com",
        ".pif",
        ".vbs",
        ".vbe",
        ".js",
        ".jse",
        ".wsf",
        ".hta",
    ),
    *(".msi", ".msp", ".jar", ".ps1", ".lnk", ".cpl", ".reg", ".apk", ".dmg"),
)


_URGED = re.compile(
    r"(?:安?装|双击|运行|点开|打开|执行)[^。！!\n]{0,6}?[\w-]{1,40}\.(?:exe|scr|bat|cmd|vbs|msi|apk|hta|ps1)(?![\w.])"
    r"[^。！!\n]{0,12}(?:领|加速|破解|免费|红包|外挂|会员|中奖|关掉?杀毒|就能|就可以)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VirusLink:
    """
    A link on the list of bad ones or beyond the allowed places, or a file that a scan calls
    harmful or that runs when it is opened. Other members' quoted words are not looked at.

    Attributes:
        lists: Which lists judge: 恶意网址库 the bad addresses, 可疑附件类型 the kinds of file.
            Empty: all of them.
        malicious_urls: Bad addresses; what begins like one of them is bad too.
        allow_list: What the allowed places are, in words.
        allow_domains: Where links may point; empty allows all. A domain allows what is under it.
    """

    lists: tuple[str, ...] = ()
    malicious_urls: tuple[str, ...] = ()
    allow_list: str = ""
    allow_domains: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        for url, span in _links(facts.message):
            if self._uses("网址") and _is_listed(url, self.malicious_urls):
                return Hit(reason="链接在恶意网址名单上", span=span)
            if self.allow_domains and not _is_allowed(url, self.allow_domains):
                return Hit(reason="链接不在允许的域名内，来源不明", span=span)
        if self._uses("附件") and _harms(facts):
            return Hit(reason="文件可疑：检测为有害，或打开即会运行")
        if self._uses("附件") and (found := _URGED.search(facts.message.text)):
            return Hit(reason="叫人运行来历不明的程序", span=found.span(), score=0.6)
        return Clear()

    def _uses(self, word: str) -> bool:
        named = [name for name in self.lists if name.strip()]
        return not named or any(word in name for name in named)


def _links(message: Message) -> Iterator[tuple[str, tuple[int, int] | None]]:
    if message.url:
        yield message.url, None
    for span in addresses(message.text):
        yield message.text[slice(*span)], span


def _bare(url: str) -> str:
    """Without scheme, ``www.`` and case, so that spellings of one address are equal."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url.strip().lower()).rstrip("/")


def _is_listed(url: str, bad: tuple[str, ...]) -> bool:
    here = _bare(url)
    for each in filter(None, map(_bare, bad)):
        if here == each or here.startswith((f"{each}/", f"{each}?", f"{each}#")):
            return True
    return False


def _is_allowed(url: str, domains: tuple[str, ...]) -> bool:
    try:
        host = urlsplit(url if "://" in url else f"http://{url}").hostname or ""
    except ValueError:
        return False
    return any(
        host == domain or host.endswith(f".{domain}")
        for domain in (each.strip().lower().lstrip("*.") for each in domains)
        if domain
    )


def _harms(facts: Facts) -> bool:
    if any(look is not None and look.harmful for look in facts.inspections):
        return True
    names = [m.name.lower() for m in facts.message.media if m.kind is MediaKind.FILE]
    return any(name.endswith(_RUNS) for name in names)


SPEC = RuleSpec(name="virus-link", topics=("virus-link",), kind=VirusLink)
