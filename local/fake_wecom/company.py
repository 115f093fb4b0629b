"""What a company has on the platform: staff, an app, groups, tokens."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from local.fake_wecom.answers import Code, Refusal
from local.fake_wecom.estate import Estate
from local.fake_wecom.rates import Windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who may call, and with what."""

    corp_id: str
    app_secret: str
    agent_id: int
    archive_secret: str
    contacts_secret: str = ""

    def owner_of(self, secret: object) -> str | None:
        """Whose secret it is: ``app``, ``archive`` or ``contacts``."""
        owners = {
            self.app_secret: "app",
            self.archive_secret: "archive",
            self.contacts_secret: "contacts",
        }
        return owners.get(secret) if isinstance(secret, str) and secret else None


@dataclass(slots=True, kw_only=True)
class Chat:
    """
    A group that an app made.

    Attributes:
        ours: Made by the app that calls; another app's group may not be touched.
    """

    chat_id: str
    name: str
    owner: str
    members: list[str]
    ours: bool = True


@dataclass(slots=True, kw_only=True)
class Company:
    """
    Attributes:
        accounts: The corp's account limit, which caps app messages a day; None is none.
        card_codes: Response codes that were given out and not used -> when.
        bot_codes: What the AI bot was given to answer by: to whom, and when -> until it is used.
        webhooks: The chat of each webhook key; a key that is not here was removed.
        estate: What only customers' and staff's endpoints look at.
        staff: Userids by their case-folded form: the platform does not tell cases apart.
        posted: Digest of a message's JSON -> when it was last delivered, for the duplicate check.
    """

    account: Account
    staff: dict[str, str] = field(default_factory=dict)
    chats: dict[str, Chat] = field(default_factory=dict)
    task_ids: set[str] = field(default_factory=set)
    accounts: int | None = None
    card_codes: dict[str, datetime] = field(default_factory=dict)
    bot_codes: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    webhooks: dict[str, str] = field(default_factory=dict)
    estate: Estate = field(default_factory=Estate)
    posted: dict[str, datetime] = field(default_factory=dict)
    windows: Windows = field(default_factory=Windows)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def employ(self, userids: Iterable[str]) -> None:
        self.staff |= {userid.casefold(): userid for userid in userids}

    def userid(self, name: str) -> str | None:
        """The userid as written in the directory, or None for somebody unknown."""
        return self.staff.get(name.casefold())

    def dissolve(self, chat_id: str) -> None:
        """As its owner does on their phone, which tells no app."""
        self.chats.pop(chat_id, None)

    def leave(self, chat_id: str, member: str) -> None:
        """Of a customer group; its owner took them out, or they went."""
        chat = self.estate.customer_chats[chat_id]
        chat.members = [each for each in chat.members if each["userid"] != member]

    def dismiss(self, userid: str) -> None:
        """Off the directory; their groups still show them."""
        del self.staff[userid.casefold()]
        estate = self.estate
        estate.employees = [each for each in estate.employees if each["userid"] != userid]

    def chat(self, chat_id: str) -> Chat:
        """Raises Refusal when there is no such group or another app made it."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise Refusal(Code.CHAT_UNKNOWN, "no such chatid")
        if not chat.ours:
            raise Refusal(Code.CHAT_NOT_OURS, "another app made this chat")
        return chat


@dataclass(slots=True, kw_only=True)
class Tokens:
    """
    Access tokens of one app. The same one is given out until it runs out.

    Attributes:
        life: From ``expires_in``.
        prefix: Of the tokens' text.
    """

    life: timedelta
    prefix: str = "token"
    _until: dict[str, datetime] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def give(self, now: datetime) -> tuple[str, int]:
        """A token and the seconds it has left."""
        for token, until in self._until.items():
            if until > now:
                return token, int((until - now).total_seconds())
        token = f"{self.prefix}-{next(self._numbers)}"
        self._until[token] = now + self.life
        return token, int(self.life.total_seconds())

    def check(self, token: object, now: datetime) -> None:
        """Raises Refusal for a token that is missing, unknown or too old."""
        if not isinstance(token, str) or not token:
            raise Refusal(Code.NO_TOKEN, "access_token missing")
        until = self._until.get(token)
        if until is None:
            raise Refusal(Code.BAD_TOKEN, "invalid access_token")
        if until <= now:
            raise Refusal(Code.TOKEN_EXPIRED, "access_token expired")

    def knows(self, token: object) -> bool:
        """Whether it was given by this app, however old it is."""
        return token in self._until

    def lose(self) -> None:
        """Every token given so far is invalid from here on."""
        self._until.clear()
