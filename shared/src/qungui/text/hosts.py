"""Names of hosts: what of them somebody registered, and whom they pretend to be."""

from functools import lru_cache
from typing import TYPE_CHECKING

from qungui.text.folding import folded
from qungui.text.known_hosts import KNOWN

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address

_PUNYCODE = "xn--"
# drawn alike; longer ones first
_ALIKE = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("3", "e"))
_TELLING = 5  # letters of a name that is not met by chance


def readable(host: str) -> str:
    """*host* in lower case and in the letters that a browser shows, without outer dots."""
    return ".".join(map(_shown, host.lower().strip(".").split(".")))


def registered(host: str) -> str:
    """
    The part of *host* (readable) that one owner registered, e.g. ``corp.com.cn`` of
    ``www.corp.com.cn``; empty for an address in figures and for an ending that many share.
    """
    labels = host.split(".")
    if is_address(host) or len(labels) == 1 or not all(labels):
        return ""
    size = _ending(tuple(labels))
    return ".".join(labels[-size - 1 :]) if size < len(labels) else ""


def is_address(host: str) -> bool:
    return address_of(host) is not None


def address_of(host: str) -> "IPv4Address | IPv6Address | None":
    """The address that *host* writes in figures."""
    from ipaddress import ip_address  # noqa: PLC0415 - few texts hold a link

    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def pretends(host: str) -> str:
    """Whom *host* (readable) pretends to be, as a domain that everybody knows; empty for nobody."""
    owned = registered(host)
    if not owned or is_known(host):
        return ""
    return _in_front(host.removesuffix(owned)) or _drawn_alike(owned.split(".")[0])


def named(host: str) -> str:
    """Whose name stands as a word in that of *host* (readable), as in wechat-login.com."""
    owned = registered(host)
    parts = set(owned.split(".")[0].split("-")) if "-" in owned else set[str]()
    return next((each for each in KNOWN if each.split(".")[0] in parts), "")


def is_known(host: str) -> bool:
    """Whether it is a host of somebody whom everybody knows."""
    return any(host == each or host.endswith(f".{each}") for each in KNOWN)


def mixes_scripts(host: str) -> bool:
    """Whether letters that only look Latin stand among Latin ones, in one label."""
    return any(
        not label.isascii()
        and any("a" <= each <= "z" for each in label)
        and any(each > "\u036f" and folded(each).isascii() for each in label)
        for label in host.split(".")
    )


def _in_front(front: str) -> str:
    """The known domain that stands before the one that really owns the host."""
    return next((each for each in KNOWN if f".{each}." in f".{front}"), "")


def _drawn_alike(label: str) -> str:
    drawn = _drawn(label)
    return _drawings().get(drawn, "") if label not in _names() else ""


def _drawn(label: str) -> str:
    """One form of all labels that look the same."""
    seen = folded(label)
    for odd, plain in _ALIKE:
        seen = seen.replace(odd, plain)
    return seen


@lru_cache(maxsize=1)
def _drawings() -> dict[str, str]:
    telling = ((each.split(".")[0], each) for each in reversed(KNOWN))
    return {_drawn(name): each for name, each in telling if len(name) >= _TELLING}


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(each.split(".")[0] for each in KNOWN)


def _shown(label: str) -> str:
    if not label.startswith(_PUNYCODE):
        return label
    try:
        return label.removeprefix(_PUNYCODE).encode().decode("punycode").lower()
    except UnicodeError:
        return label


def _ending(labels: tuple[str, ...]) -> int:
    """How many of the last *labels* many owners share."""
    rules = _rules(labels[-1])
    size = 1
    for taken in range(2, len(labels) + 1):
        rest = labels[-taken:-1]
        if "!" + ".".join(rest) in rules:
            return taken - 1
        if ".".join(rest) in rules or ".".join(("*", *rest[1:])) in rules:
            size = taken
    return size


@lru_cache(maxsize=64)
def _rules(last: str) -> frozenset[str]:
    """The endings before *last*; the table is only read where a message holds a link."""
    from qungui.text.suffixes import ROWS  # noqa: PLC0415 - most processes never need it

    start = ROWS.find(f"\n{last} ")
    if start < 0:
        return frozenset()
    end = ROWS.find("\n", start + 1)
    return frozenset(ROWS[start + len(last) + 2 : end if end >= 0 else None].split())
