"""What is documented of one endpoint, and on which page."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from local.fake_wecom.answers import Code
from local.fake_wecom.fields import Form, Text

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
ERRORS_PAGE = "90313"  # errcode and errmsg of every answer
UNCONFIRMED = "unconfirmed"

QUERY = Form(must={"access_token": Text(octets=512)})


@dataclass(frozen=True, slots=True)
class Limit:
    """At most *most* calls within *window*; past it the platform answers *code*."""

    most: int
    window: timedelta
    code: Code = Code.TOO_OFTEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """
    Attributes:
        page: The platform's page (path/NNNNN) that documents the call.
        query: What stands in the URL; ``access_token`` where one is needed.
        body: What the JSON must look like; None where nothing is posted.
        limits: Beside the two that every endpoint has.
        account: Whose token it takes: the app's, the archive's or that of the contact sync.
        answers: The fields that the page documents of an answer, lists without numbers.
        unconfirmed: Fields that no page we could read names; ``query.``, ``body.`` or ``answer.``
            and the path, or a whole branch of it.
        pages: Fields that another page documents.
    """

    method: str
    path: str
    page: str
    query: Form = QUERY
    body: Form | None = None
    limits: tuple[Limit, ...] = ()
    account: str = "app"
    answers: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    pages: dict[str, str] = field(default_factory=dict)

    @property
    def needs_token(self) -> bool:
        return "access_token" in self.query.must

    def page_of(self, where: str) -> str:
        """
        The page that documents a field, e.g. ``answer.chat_info.name``, or ``unconfirmed``.

        Raises:
            KeyError: An answer's field that nobody wrote down.
        """
        name = re.sub(r"\[\d+\]", "", where)
        if name in {"answer.errcode", "answer.errmsg"}:
            return ERRORS_PAGE
        if any(name == each or name.startswith(f"{each}.") for each in self.unconfirmed):
            return UNCONFIRMED
        if name.startswith("answer.") and name.removeprefix("answer.") not in self.answers:
            msg = f"{self.path}: {name}"
            raise KeyError(msg)
        return self.pages.get(name, self.page)
