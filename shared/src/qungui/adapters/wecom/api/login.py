"""Who opened our page: page 91023."""

from dataclasses import dataclass

from qungui.adapters.wecom.api.answers import text
from qungui.adapters.wecom.client import WeComClient


@dataclass(frozen=True, slots=True)
class Visitor:
    """
    Attributes:
        userid: Empty for outsiders, who have an ``external_userid`` at most: refuse them.
    """

    userid: str
    external_userid: str


def visitor(client: WeComClient, code: str) -> Visitor:
    """*code* serves once, within five minutes."""
    answer = client.get("auth/getuserinfo", {"code": code})
    return Visitor(text(answer, "userid"), text(answer, "external_userid"))
