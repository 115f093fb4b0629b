"""The AI bot's answers."""

from datetime import datetime, timedelta

from local.fake_wecom.answers import Code, Refusal, ok
from local.fake_wecom.company import Company
from local.fake_wecom.message_acts import words
from local.fake_wecom.record import Done, Effect
from local.fake_wecom.results import Act, Body, Result

CODE_LIFE = timedelta(hours=1)


def give_code(company: Company, to: str, now: datetime) -> str:
    """*to*: the group, or the member one to one, that sees the answer."""
    code = f"bot-code-{next(company.numbers)}"
    company.bot_codes[code] = to, now
    return code


def answer(company: Company, body: Body, now: datetime) -> Result:
    """Once, within an hour. No page says which code is answered otherwise: this one is ours."""
    to, given = company.bot_codes.pop(body["response_code"], (None, now))
    if to is None:
        raise Refusal(Code.BAD_CODE, "response_code is unknown or was used")
    if now - given >= CODE_LIFE:
        raise Refusal(Code.BAD_CODE, "response_code is older than an hour")
    return ok(), Done((Effect(kind=str(body["msgtype"]), to=to, text=words(body)),))


ACTS: dict[str, Act] = {"aibot/response": answer}
