"""One company on the platform: every call goes through the same gate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from local.fake_wecom.acts import ACTS
from local.fake_wecom.answers import Code, Refusal, no, ok
from local.fake_wecom.bot_acts import give_code
from local.fake_wecom.company import Company, Tokens
from local.fake_wecom.endpoint import Endpoint
from local.fake_wecom.endpoints import EVERY_ENDPOINT, TABLE
from local.fake_wecom.faults import Fault, FaultPlan, Mishap
from local.fake_wecom.record import Book, Call, Done
from qungui.ports import Clock

TOKEN_LIFE = timedelta(seconds=7200)


@dataclass(frozen=True, slots=True)
class Request:
    """
    Attributes:
        body: The parsed JSON; None where nothing, or no JSON, was posted.
    """

    method: str
    path: str
    query: Mapping[str, str]
    body: object = None


class Corp:
    """
    Validates, limits, acts and writes down. Safe for threads.

    ``answer`` returns None where the plan of faults ends the connection instead of answering.
    """

    def __init__(
        self,
        company: Company,
        *,
        clock: Clock,
        plan: FaultPlan | None = None,
        token_life: timedelta = TOKEN_LIFE,
    ) -> None:
        self.company = company
        self._clock = clock
        self._plan = plan or FaultPlan()
        self._tokens = {
            "app": Tokens(life=token_life),
            "archive": Tokens(life=token_life, prefix="archive-token"),
            "contacts": Tokens(life=token_life, prefix="contacts-token"),
        }
        self._book = Book()
        self._lock = Lock()

    def answer(self, request: Request) -> Mapping[str, Any] | None:
        with self._lock:
            fault = self._plan.next(request.path)
            try:
                reply, done = self._worked(request, fault)
            except Refusal as refusal:
                reply, done = no(refusal), Done(remark=refusal.why)
            self._write(request, int(reply["errcode"]), done, fault)
            return None if fault and fault.mishap is Mishap.HANG_UP else reply

    def address_for_bot(self, to: str) -> str:
        """The path and query that take one answer to a turn in *to*, for an hour."""
        with self._lock:
            return f"aibot/response?response_code={give_code(self.company, to, self._clock.now())}"

    def by_hand(self, deed: Callable[..., None], facts: Mapping[str, str]) -> None:
        """Somebody does it on their phone, and no app is told: a method of the company."""
        with self._lock:
            deed(self.company, **facts)

    def calls(self, since: int = 0) -> tuple[Call, ...]:
        with self._lock:
            return self._book.since(since)

    def _worked(self, request: Request, fault: Fault | None) -> tuple[Mapping[str, Any], Done]:
        if fault and fault.mishap is Mishap.REFUSE:
            raise Refusal(fault.code, "the plan of faults says no")
        if fault and fault.mishap is Mishap.LOSE_TOKEN:
            for tokens in self._tokens.values():
                tokens.lose()
        endpoint = TABLE.find(request.method, request.path)
        if endpoint is None:
            raise Refusal(Code.BAD_PARAMETER, "no such endpoint is documented")
        now = self._clock.now()
        if endpoint.needs_token:
            self._check_token(endpoint, request.query.get("access_token"), now)
        body = _checked(endpoint, request)
        limits = (*endpoint.limits, *EVERY_ENDPOINT)
        self.company.windows.insist(endpoint.path, limits, now)
        if endpoint.path == "gettoken":
            return self._token(body), Done()
        return ACTS[endpoint.path](self.company, body, now)

    def _check_token(self, endpoint: Endpoint, token: object, now: datetime) -> None:
        """Raises Refusal; another app's token is good, but not for this."""
        own = self._tokens[endpoint.account]
        if any(tokens.knows(token) for tokens in self._tokens.values() if tokens is not own):
            raise Refusal(Code.FORBIDDEN, f"needs the token of: {endpoint.account}")
        own.check(token, now)

    def _token(self, query: Mapping[str, Any]) -> Mapping[str, Any]:
        if query["corpid"] != self.company.account.corp_id:
            raise Refusal(Code.BAD_CORP, "no such corpid")
        owner = self.company.account.owner_of(query["corpsecret"])
        if owner is None:
            raise Refusal(Code.BAD_SECRET, "wrong corpsecret")
        token, seconds = self._tokens[owner].give(self._clock.now())
        return ok(access_token=token, expires_in=seconds)

    def _write(self, request: Request, errcode: int, done: Done, fault: Fault | None) -> None:
        if fault and fault.mishap is Mishap.FORGET:
            return
        body = request.body if isinstance(request.body, dict) else request.query
        self._book.write(
            at=self._clock.now(), endpoint=request.path, body=body, errcode=errcode, done=done
        )


def _checked(endpoint: Endpoint, request: Request) -> Mapping[str, Any]:
    """The body, or the query where nothing is posted. Raises Refusal."""
    query = dict(request.query)
    endpoint.query.check(query, "query")
    if endpoint.body is None:
        return query
    endpoint.body.check(request.body, "body")
    if not isinstance(request.body, dict):
        raise Refusal(Code.BAD_PARAMETER, "the body is no JSON object")
    # A webhook's key, or a bot's code, says who is meant; the body has no field of that name.
    named = "key" in query or "response_code" in query
    return {**query, **request.body} if named else request.body
