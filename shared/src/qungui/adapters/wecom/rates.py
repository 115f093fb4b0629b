"""
What WeCom allows, as budgets: pages 90312 (all calls), 90236, 90248, 98913, 90245, 99110.

A charge names one item of the table. The narrow one of a call comes first: when it is empty,
nothing of the wide one, which everybody shares, is wasted.
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
_CREATIONS = Allowance("day", 1000, DAY)
_UPDATES = Allowance("hour", 1000, HOUR)


@dataclass(frozen=True, slots=True)
class Charge:
    budget: Budget
    amount: int = 1


@dataclass(frozen=True, slots=True)
class Rates:
    """
    Attributes:
        accounts: The corp's account limit (可使用人数上限): app messages a day are 200 times that;
            0 when it is not known, then they are not counted.
    """

    accounts: int = 0

    def message_to(self, userid: str) -> tuple[Charge, ...]:
        name = f"member-{userid.casefold()}"
        return Charge(Budget(name, MEMBER)), Charge(self._messages())

    def _messages(self) -> Budget:
        wide = (CALLS_A_MINUTE, CALLS_AN_HOUR)
        if not self.accounts:
            return Budget("api-message-send", wide)
        a_day = Allowance("day", self.accounts * MESSAGES_PER_ACCOUNT, DAY)
        return Budget("api-message-send", (*wide, a_day))


def by_webhook(key: str) -> tuple[Charge, ...]:
    """The key itself is a secret, so its digest names the budget."""
    digest = sha256(key.encode()).hexdigest()[:16]
    return Charge(Budget(f"webhook-{digest}", WEBHOOK)), call_of("webhook/send")


def post_in_group(people: int | None) -> tuple[Charge, ...]:
    """*people*: how many will see it, None when that is not known."""
    seen = Charge(Budget("group-people", PEOPLE), min(people or USUAL_SIZE, 2000))
    return Charge(Budget("group-posts", POSTS)), seen


def update_of_group() -> tuple[Charge, ...]:
    return (Charge(Budget("api-appchat-update", (CALLS_A_MINUTE, _UPDATES))),)


def creation_of_group() -> tuple[Charge, ...]:
    budget = Budget("api-appchat-create", (CALLS_A_MINUTE, CALLS_AN_HOUR, _CREATIONS))
    return (Charge(budget),)


def call_of(path: str) -> Charge:
    """Any other call."""
    return Charge(Budget(f"api-{path.replace('/', '-')}", (CALLS_A_MINUTE, CALLS_AN_HOUR)))
