"""The AI bot's one answer to a turn: page 101138. Its address is a secret, never logged."""

from urllib.parse import parse_qs, urlsplit

from qungui.adapters.wecom.client import WeComClient

MAX_MARKDOWN = 20_480  # bytes
PLATFORM = "https://qyapi.weixin.qq.com/cgi-bin/"
PATH = "aibot/response"
_LONGEST = 2048


def address(client: WeComClient, url: str) -> str | None:
    """
    *url* as it may be called; None when it is not the platform's own, for nobody else is called
    on the word of an event.
    """
    try:
        parts = urlsplit(url[: _LONGEST + 1])
        codes = parse_qs(parts.query, strict_parsing=True).get("response_code", [])
    except ValueError:
        return None
    where = f"{parts.scheme}://{parts.netloc}{parts.path}"
    ours = where in {base + PATH for base in (client.base_url, PLATFORM)}
    whole = f"{where}?{parts.query}"
    good = ours and len(codes) == 1 and len(url) <= _LONGEST and whole.isascii()
    return whole if good and whole.isprintable() and " " not in whole else None


def answer(client: WeComClient, where: str, content: str) -> None:
    """*where* as ``address`` gave it: once, within an hour of the turn."""
    client.post_to(PATH, where, {"msgtype": "markdown", "markdown": {"content": content}})
