"""
What WeCom allows, as budgets: pages 90312 (all calls), 90236, 90248, 98913, 90245, 91774, 92951,
99110.

A budget is one item of the table. The narrow one of a call comes first: when it is empty, nothing
of the wide one, which everybody shares, is wasted.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from qungui.model.budget import Allowance, Budget

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# Past these a member gets nothing more of our app, and nobody is told.
MEMBER = (Allowance("minute", 30, MINUTE), Allowance("hour", 1000, HOUR))
WEBHOOK = (Allowance("minute", 20, MINUTE),)
CALLS_A_MINUTE = Allowance("minute", 10_000, MINUTE)
CALLS_AN_HOUR = Allowance("hour", 150_000, HOUR)
MESSAGES_PER_ACCOUNT = 200
# A member gets 200 a minute and 10,000 a day of what our app posts in groups, and silently nothing
# more. Who is in many groups is not known, so all posts together stay below.
POSTS = (Allowance("minute", 200, MINUTE), Allowance("day", 10_000, DAY))
PEOPLE = (Allowance("minute", 20_000, MINUTE), Allowance("hour", 150_000, HOUR))
USUAL_SIZE = 100  # of a group that this process has not looked at
_OWN = {
    "appchat/update": (CALLS_A_MINUTE, Allowance("hour", 1000, HOUR)),
    "appchat/create": (CALLS_A_MINUTE, CALLS_AN_HOUR, Allowance("day", 1000, DAY)),
    "archive/getchatdata": (Allowance("minute", 4000, MINUTE),),
    "oa/getapprovalinfo": (Allowance("minute", 600, MINUTE), CALLS_AN_HOUR),
    "msgaudit/groupchat/get": (Allowance("minute", 2000, MINUTE), CALLS_AN_HOUR),
}
"""Paths with a limit of their own."""


@dataclass(frozen=True, slots=True)
class Charge:
    budget: Budget
    amount: int = 1


def of_request(path: str, key: str = "") -> tuple[Budget, ...]:
    """
    What any request takes one of, by its path; by *key* too where it posts by a webhook.

    The key is a secret, so its digest names the budget.
    """
    wide = Budget(f"api-{path.replace('/', '-')}", _OWN.get(path, (CALLS_A_MINUTE, CALLS_AN_HOUR)))
    if path != "webhook/send" or not key:
        return (wide,)
    digest = sha256(key.encode()).hexdigest()[:16]
    return Budget(f"webhook-{digest}", WEBHOOK), wide


def message_to(userid: str, accounts: int) -> tuple[Charge, ...]:
    """
    One message of the app to one member.

    *accounts*: the corp's account limit (可使用人数上限): messages a day are 200 times that; 0 when
    it is not known, then they are not counted.
    """
    member = Charge(Budget(f"member-{userid.casefold()}", MEMBER))
    if not accounts:
        return (member,)
    a_day = Allowance("day", accounts * MESSAGES_PER_ACCOUNT, DAY)
    return member, Charge(Budget("messages", (a_day,)))


def post_in_group(people: int | None) -> tuple[Charge, ...]:
    """*people*: how many will see it, None when that is not known."""
    seen = Charge(Budget("group-people", PEOPLE), min(people or USUAL_SIZE, 2000))
    return Charge(Budget("group-posts", POSTS)), seen
