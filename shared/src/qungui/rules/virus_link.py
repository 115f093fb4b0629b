"""Links and files that do harm."""

import re
from collections.abc import Iterator
from dataclasses import replace

from qungui.model.attachment import MediaKind
from qungui.model.finding import Facts, Finding, Hit
from qungui.model.frozen import frozen
from qungui.model.message import Message, MessageKind
from qungui.rules.rule import RuleSpec, shown
from qungui.text.classifier import Head
from qungui.text.deferred import Deferred
from qungui.text.edits import Span, edited
from qungui.text.folding import folded
from qungui.text.hosts import address_of, is_known, mixes_scripts, named, pretends, registered
from qungui.text.known_hosts import CHEAP, SHORTENERS
from qungui.text.links import SIGN, Link, links
from qungui.text.listed import Place, places
from qungui.text.normal import normal
from qungui.text.scan import sign_for
from qungui.text.scores import SIGNS, told
from qungui.text.speech import is_about
from qungui.text.words import phishing

_RUNS = (
    "exe|scr|bat|cmd|com|pif|vbs|vbe|js|jse|wsf|wsh|hta|msi|msp|msc|jar|ps1|lnk|url|cpl|reg|chm"
    "|apk|dmg"
)
_DOCUMENT = "pdf|docx?|xlsx?|pptx?|wps|et|txt|csv|jpe?g|png|gif|mp[34]|zip|rar|7z"
_RUNS_WHEN_OPENED = Deferred(rf"\.(?:{_RUNS})[\s.]*$")
_DRESSED_UP = Deferred(rf"\.(?:{_DOCUMENT})[\s_]*\.(?:{_RUNS})(?![a-z0-9])")
_DOWNLOADED = Deferred(rf"\.(?:{_RUNS})(?:[?#]|$)")
_PACKED = "zip|rar|7z|iso|img"
_ARCHIVE = Deferred(rf"\.(?:{_PACKED})(?![a-z0-9])")
_PASSWORD = Deferred(r"密码|解压码|提取码|口令")
_URGED = Deferred(
    r"(?:安?装|双击|运行|点开|打开|执行)[^。！!\n]{0,6}?[\w-]{1,40}\.(?:exe|scr|bat|cmd|vbs|msi|apk|hta|ps1)(?![\w.])"
    r"[^。！!\n]{0,12}(?:领|加速|破解|免费|红包|外挂|会员|中奖|关掉?杀毒|就能|就可以)",
    re.IGNORECASE,
)
_BEFORE = 20  # characters before a link that may call to open it
_NAMED = {MessageKind.FILE, MessageKind.DRIVE_FILE}  # what they pass on is a file's name
_USUAL_PORTS = {None, 80, 443, 8080, 8443}


@frozen(kw_only=True)
class VirusLink:
    """
    A link on the list of bad ones or beyond the allowed places, one that hides where it leads,
    or a doubtful one beside a bait; words that bait, whatever stands beside them; a file that a
    scan calls harmful or that runs when it is opened. A link that is passed on leads where it
    leads; a file's name holds none.

    Attributes:
        lists: Which lists judge: 恶意网址库 the addresses, 可疑附件类型 the kinds of file.
            Empty: all of them.
        malicious_urls: Bad addresses, and domains with all that is under them; ``*`` stands for
            any characters.
        allow_list: What the allowed places are, in phishing.
        allow_domains: Where links may point; empty allows all. A domain allows what is under it.
    """

    lists: tuple[str, ...] = ()
    malicious_urls: tuple[str, ...] = ()
    allow_list: str = ""
    allow_domains: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        if (found := self._linked(facts)) is not None:
            return found
        if facts.message.shared and facts.message.kind not in _NAMED:
            found = self._linked(_passed_on(facts))
            if found is not None:
                return replace(found, in_shared=True)
        if self._uses("附件") and (found := _file(facts)) is not None:
            return found
        anywhere = self._uses("网址") and not self.allow_domains
        span = _baiting(facts) if anywhere else None
        return shown(facts, span, reason="疑似诱人打开有害链接或程序", score=0.5)

    def _linked(self, facts: Facts) -> Hit | None:
        for link, span in _links(facts.message):
            if (reason := self._wrong(link, facts)) is not None:
                return Hit(reason=reason, span=span)
        return None

    def _wrong(self, link: Link, facts: Facts) -> str | None:
        """What speaks against *link*; where places are allowed, nothing speaks against those."""
        place = Place.of(link.url)
        judged = self._uses("网址")
        if judged and any(bad.covers(place) for bad in places(self.malicious_urls)):
            return "链接在恶意网址名单上"
        if allowed := places(self.allow_domains):
            covered = place.host and any(each.covers(place) for each in allowed)
            return None if covered else "链接不在允许的域名内，来源不明"
        if not judged or _is_inside(place) or is_known(place.host) or is_about(facts.plain):
            return None
        return _hides(place) or _baits(link, place, facts)

    def _uses(self, word: str) -> bool:
        named = [name for name in self.lists if name.strip()]
        return not named or any(word in name for name in named)


def _links(message: Message) -> Iterator[tuple[Link, tuple[int, int] | None]]:
    if message.url:
        yield Link(message.url, (0, 0)), None
    for link in links(message.text):
        yield link, link.span


def _passed_on(facts: Facts) -> Facts:
    """What the member passes on, as if they had written it."""
    text = facts.message.shared
    return replace(facts, message=replace(facts.message, text=text, url=""), plain=normal(text))


def _is_inside(place: Place) -> bool:
    """Whether it is a machine of the house, which nobody outside can set up."""
    address = address_of(place.host)
    if address is not None:
        return address.is_private
    return "." not in place.host or place.host.endswith((".local", ".lan", ".internal"))


def _hides(place: Place) -> str | None:
    """How *place* makes itself look like another."""
    if "." in place.user:
        return "网址用 @ 掩盖真正的域名"
    if meant := pretends(place.host):
        return f"域名冒充 {meant}"
    return "域名混用形近字母" if mixes_scripts(place.host) else None


def _baits(link: Link, place: Place, facts: Facts) -> str | None:
    """A doubtful place, and words that make people open it."""
    doubt = _doubt(link, place)
    prize = any(phishing.PRIZES.spans(facts.plain))
    if doubt and (prize or any(phishing.THREATS.spans(facts.plain))):
        return f"{doubt}，并以利益或恐吓引人打开"
    before = facts.message.text[: link.span[0]]
    if prize and not place.secure and phishing.CALLS.search(before[-_BEFORE:]):
        return "以利益引人打开来历不明的链接"
    return None


def _baiting(facts: Facts) -> Span | None:
    """Words of the writer's that bait, whatever the addresses beside them look like."""
    found = told(Head.VIRUS, facts.plain)
    if found is None or facts.message.shared:
        return None
    text, linked = facts.message.text, list(links(facts.message.text))
    if linked and all(is_known(Place.of(link.url).host) for link in linked):
        return None
    words = edited(text, [(*link.span, " ") for link in linked])
    return found if told(Head.VIRUS, normal(words)) else None


def _doubt(link: Link, place: Place) -> str | None:
    """Why nobody can tell whose *place* is."""
    host = place.host
    doubts = {
        "链接直接指向 IP 地址": address_of(host) is not None,
        "链接经过伪装": link.hidden,
        "链接使用少见的端口": place.port not in _USUAL_PORTS,
        "短链接看不出去向": bool(SHORTENERS & {host, registered(host)}),
        "链接使用廉价域名": host.rsplit(".", 1)[-1] in CHEAP,
        "域名借用知名网站的名字": bool(named(host)),
        "链接直接下载程序": _DOWNLOADED.search(place.path) is not None,
    }
    return next((why for why, holds in doubts.items() if holds), None)


def _file(facts: Facts) -> Hit | None:
    if any(look is not None and look.harmful for look in facts.inspections):
        return Hit(reason="文件检测为有害")
    for media in facts.message.media:
        name = folded(media.name)
        if media.kind is MediaKind.FILE and _RUNS_WHEN_OPENED.search(name):
            dressed = _DRESSED_UP.search(name)
            return Hit(reason="文件伪装成文档，打开即会运行" if dressed else "文件打开即会运行")
    return _spoken_file(facts)


def _spoken_file(facts: Facts) -> Hit | None:
    """What is said of a file."""
    text = facts.message.text
    if "." not in text:
        return None
    if found := _URGED.search(text):
        return Hit(reason="叫人运行来历不明的程序", span=found.span(), score=0.6)
    if is_about(facts.plain):
        return None
    if found := _DRESSED_UP.search(text.lower()):
        return Hit(reason="文件伪装成文档，打开即会运行", span=found.span(), score=0.8)
    if (found := _ARCHIVE.search(text.lower())) and _PASSWORD.search(text):
        for span in phishing.KEPT_QUIET.spans(text):
            both = min(found.start(), span[0]), max(found.end(), span[1])
            return Hit(reason="压缩包带密码，还要人关掉防护", span=both, score=0.8)
    return None


_FILE = sign_for(f"{_RUNS}|{_PACKED}".split("|"))
SPEC = RuleSpec(
    name="virus-link",
    topics=("virus-link",),
    kind=VirusLink,
    waits_for=lambda _rule: (SIGN, _FILE, SIGNS[Head.VIRUS]),
)
