"""Messages to members and by webhook."""

import json
from datetime import datetime, timedelta
from hashlib import sha256

from local.fake_wecom.answers import Code, Refusal, ok
from local.fake_wecom.company import Company
from local.fake_wecom.endpoint import DAY, Limit
from local.fake_wecom.endpoints import (
    DEFAULT_DUPLICATE_INTERVAL,
    MESSAGES_PER_ACCOUNT,
    MESSAGES_PER_MEMBER,
    PER_WEBHOOK,
)
from local.fake_wecom.record import Done, Effect
from local.fake_wecom.results import Act, Body, Result

CODE_LIFE = timedelta(hours=72)


def send_message(company: Company, body: Body, now: datetime) -> Result:
    """One-to-one messages. Part of the receivers may be invalid: that is no error."""
    if body["agentid"] != company.account.agent_id:
        raise Refusal(Code.BAD_AGENT, "agentid is not this app's")
    names = str(body.get("touser", "")).split("|")
    valid = [userid for name in names if (userid := company.userid(name))]
    invalid = "|".join(name.casefold() for name in names if not company.userid(name))
    if not valid:
        raise Refusal(Code.NOBODY_VALID, "no valid receiver")
    answer = ok(msgid=f"msg-{next(company.numbers)}", invaliduser=invalid)
    if _is_repeat(company, body, now):
        return answer, Done(remark="duplicate")
    if body["msgtype"] == "template_card":
        answer |= {"response_code": new_code(company, now)}
        _use_task_id(company, body["template_card"].get("task_id"))
    return answer, _delivered(company, body, valid, now)


def new_code(company: Company, now: datetime) -> str:
    """A response code, as a sending or a click gives one: it updates the card once, in 72 h."""
    code = f"code-{next(company.numbers)}"
    company.card_codes[code] = now
    return code


def update_card(company: Company, body: Body, now: datetime) -> Result:
    if body["agentid"] != company.account.agent_id:
        raise Refusal(Code.BAD_AGENT, "agentid is not this app's")
    if ("button" in body) == ("template_card" in body):
        raise Refusal(Code.MISSING, "one of button and template_card")
    given = company.card_codes.pop(body["response_code"], None)
    if given is None:
        raise Refusal(Code.CODE_USED, "response_code is unknown or was used")
    if now - given > CODE_LIFE:
        raise Refusal(Code.CODE_TOO_OLD, "response_code is older than 72 h")
    names = body.get("userids", ())
    invalid = "|".join(name.casefold() for name in names if not company.userid(name))
    shown = body["button"]["replace_name"] if "button" in body else words_of(body["template_card"])
    valid = [userid for name in names if (userid := company.userid(name))]
    effects = tuple(Effect(kind="card_update", to=userid, text=shown) for userid in valid)
    return ok(invaliduser=invalid), Done(effects)


def send_by_webhook(company: Company, body: Body, now: datetime) -> Result:
    chat_id = _webhook(company, body["key"])
    company.windows.insist(f"webhook of {chat_id}", PER_WEBHOOK, now)
    return ok(), Done((Effect(kind=str(body["msgtype"]), to=chat_id, text=words(body)),))


def upload_by_webhook(company: Company, body: Body, _: datetime) -> Result:
    _webhook(company, body["key"])
    return upload(company, body, _)


def upload(company: Company, body: Body, now: datetime) -> Result:
    media_id = f"media-{next(company.numbers)}"
    created = str(int(now.timestamp()))
    return ok(type=body.get("type", "file"), media_id=media_id, created_at=created), Done()


def _webhook(company: Company, key: str) -> str:
    if key not in company.webhooks:
        raise Refusal(Code.BAD_WEBHOOK, "no such webhook")
    return company.webhooks[key]


def _is_repeat(company: Company, body: Body, now: datetime) -> bool:
    """Whether the same JSON was delivered within its interval; notes it otherwise."""
    if not body.get("enable_duplicate_check"):
        return False
    default = DEFAULT_DUPLICATE_INTERVAL.total_seconds()
    interval = timedelta(seconds=body.get("duplicate_check_interval", default))
    digest = sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    before = company.posted.get(digest)
    if before is not None and now - before < interval:
        return True
    company.posted[digest] = now
    return False


def _use_task_id(company: Company, task_id: str | None) -> None:
    if task_id is None:
        return
    if task_id in company.task_ids:
        raise Refusal(Code.CARD_REPEATED, "template_card.task_id was used before")
    company.task_ids.add(task_id)


def _delivered(company: Company, body: Body, valid: list[str], now: datetime) -> Done:
    """Past 30 a minute or 1,000 an hour a member gets nothing more, and nobody is told."""
    if company.accounts is not None:
        a_day = (Limit(company.accounts * MESSAGES_PER_ACCOUNT, DAY),)
        company.windows.insist("app messages", a_day, now, len(valid))
    reached = [
        userid
        for userid in valid
        if company.windows.admits(f"messages to {userid}", MESSAGES_PER_MEMBER, now)
    ]
    kind, text = str(body["msgtype"]), words(body)
    effects = tuple(Effect(kind=kind, to=userid, text=text) for userid in reached)
    return Done(effects, "" if len(reached) == len(valid) else "dropped: over the member's limit")


def words(body: Body) -> str:
    """All that a reader sees of a message, line by line."""
    return words_of(body[str(body["msgtype"])])


def words_of(content: Body) -> str:
    if "content" in content:
        return str(content["content"])
    if "media_id" in content:
        return "（文件）"
    if "main_title" not in content:
        return "\n".join((content["title"], content["description"]))
    lines = [content["main_title"]["title"], content["main_title"].get("desc", "")]
    lines.append(content.get("sub_title_text", ""))
    facts = content.get("horizontal_content_list", ())
    lines.extend(f"{fact['keyname']}：{fact.get('value', '')}" for fact in facts)
    return "\n".join(line for line in lines if line)


ACTS: dict[str, Act] = {
    "message/send": send_message,
    "message/update_template_card": update_card,
    "webhook/send": send_by_webhook,
    "webhook/upload_media": upload_by_webhook,
    "media/upload": upload,
}
