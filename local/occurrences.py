"""What happens on the platform beside messages: each as the event that WeCom would send."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from local.account import CORP_ID
from local.fake_wecom.client import FakeWeComClient
from local.phones import pressed, read_by, typed
from local.story import Occurrence, Story
from qungui.adapters.wecom.events import event_to_text
from qungui.model.bot_events import BotTurn
from qungui.model.events import (
    CardClicked,
    ExternalChange,
    ExternalContactChanged,
    GroupCreated,
    JoinScene,
    MembersJoined,
    MembersLeft,
    Notice,
    PlatformWarned,
    QuitScene,
    UserDeleted,
    UserUpdated,
)
from qungui.model.typed_events import TextTyped

AGENT = "1000002"

SCHEDULE, PHONE = "schedule", "phone"
SCHEDULED = {
    "looks": "每天看一遍：各群名册与通讯录",
    "plans": "每小时排一遍：各群下一次休息、下一次核对成员",
    "sweeps": "每分钟扫一遍：到了时刻的事",
    "asks-around": "每刻钟看一遍：有事等人决定的，去问能决定的人",
}


@dataclass(frozen=True, slots=True)
class Told:
    """
    Attributes:
        identity: The callback address it goes to; ``SCHEDULE`` for what the clock brings, ``PHONE``
            for what the platform tells nobody.
        words: For whoever watches.
        answers: The userid of whoever reads an answer to it; empty where nobody does.
    """

    identity: str
    plaintext: str
    words: str
    answers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Turns a line of the story into an event; whoever types or clicks has it from their phone."""

    story: Story
    wecom: FakeWeComClient
    evening: date

    def told(self, occurrence: Occurrence, at: datetime) -> Told:
        if occurrence.what in SCHEDULED:
            return Told(SCHEDULE, "", SCHEDULED[occurrence.what])
        if occurrence.what == "dissolves":
            return Told(PHONE, "", self._dissolved(occurrence.facts))
        identity, event, words = self._event(occurrence, at)
        header = {
            "ToUserName": CORP_ID,
            "FromUserName": "sys",
            "CreateTime": str(int(at.timestamp())),
        }
        answers = occurrence.facts.get("who", "") if isinstance(event, TextTyped) else ""
        return Told(identity, event_to_text(event, header), words, answers)

    def _dissolved(self, facts: Mapping[str, Any]) -> str:
        """It happens here: no event tells an app that a group it made is gone."""
        group = self.story.group(facts["in"])
        self.wecom.dissolve(group.alias("appchat") or "")
        return f"{self._name(facts['who'])} 在企业微信里解散了“{group.name}”"

    def _event(self, occurrence: Occurrence, at: datetime) -> tuple[str, object, str]:
        facts = occurrence.facts
        name = self._name(facts.get("who", ""))
        match occurrence.what:
            case "renamed":
                renamed = UserUpdated(userid=facts["who"], new_userid=facts["to"], departments=())
                return "contacts", renamed, f"{name} 换了账号，仍是同一人"
            case "quits":
                self.wecom.dismiss(facts["who"])
                return "contacts", UserDeleted(userid=facts["who"]), f"{name} 离开了公司"
            case "asks-bot":
                asked = facts["text"]
                return "bot", self._turn(facts, at), f"{name} 问智能机器人“{asked}”"
            case what:
                return "app", *self._of_app(what, facts, name, at)

    def _of_app(
        self, what: str, facts: Mapping[str, Any], name: str, at: datetime
    ) -> tuple[object, str]:
        match what:
            case "consents":
                return _consent(facts), f"{name} 同意会话存档"
            case "clicks":
                return self._click(facts), f"{name} 点了卡片上的“{facts['button']}”"
            case "types":
                text = typed(facts["text"], read_by(self.wecom.calls()), self.evening)
                return _typed(facts["who"], text, at), f"{name} 发“{text}”"
            case "warns":
                warned = PlatformWarned(notice=Notice(facts["notice"]), effect_at=0, agent_id=AGENT)
                return warned, "平台提醒：应用将因无人使用而停用"
            case _:
                return self._of_group(what, facts, name)

    def _of_group(self, what: str, facts: Mapping[str, Any], name: str) -> tuple[object, str]:
        """
        Raises:
            ValueError: The story has a word of its own.
        """
        match what:
            case "group-created":
                created = GroupCreated(chat_id=self._chat(facts))
                return created, f"客户群“{self.story.group(facts['in']).name}”建立，拉取名册"
            case "joins":
                joined = MembersJoined(scene=JoinScene.SCANNED, **self._change(facts))
                return joined, f"{name} 扫码入群"
            case "leaves":
                self.wecom.leave(self._chat(facts), facts["who"])
                left = MembersLeft(scene=QuitScene.REMOVED, **self._change(facts))
                return left, f"{name} 被移出群，工作单得到证实"
        msg = f"nobody tells of {what}"
        raise ValueError(msg)

    def _change(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        before, after = facts["versions"]
        members = (facts["who"],)
        return {"chat_id": self._chat(facts), "members": members, "before": before, "after": after}

    def _chat(self, facts: Mapping[str, Any]) -> str:
        chat_id = self.story.group(facts["in"]).alias("chat")
        if chat_id is None:
            msg = f"{facts['in']} is no customer group"
            raise ValueError(msg)
        return chat_id

    def _click(self, facts: Mapping[str, Any]) -> CardClicked:
        key, task_id = pressed(self.wecom.calls(), facts["who"], facts["button"])
        return CardClicked(
            userid=facts["who"],
            key=key,
            task_id=task_id,
            card_type="button_interaction",
            response_code="",  # the card stays as it is: only the platform knows its code
            agent_id=AGENT,
            choices=(),
        )

    def _turn(self, facts: Mapping[str, Any], at: datetime) -> BotTurn:
        """In a group where the story says which, else one to one."""
        chat_id = (self.story.group(facts["in"]).alias("bot") or "") if "in" in facts else ""
        return BotTurn(
            message_id=f"bot-{at:%d%H%M%S}",
            bot_id="BOT",
            chat_id=chat_id,
            chat_type="group" if chat_id else "single",
            userid=facts["who"],
            response_url=self.wecom.address_for_bot(chat_id or facts["who"]),
            kind="text",
            content=(facts["text"],),
            quote=None,
        )

    def _name(self, userid: str) -> str:
        return self.story.people.get(userid, userid)


def _typed(userid: str, text: str, at: datetime) -> TextTyped:
    return TextTyped(sender=userid, message_id=f"{at:%d%H%M%S}", agent_id=AGENT, content=text)


def _consent(facts: Mapping[str, Any]) -> ExternalContactChanged:
    return ExternalContactChanged(
        change=ExternalChange.CONSENTED,
        userid=facts["of"],
        external_userid=facts["who"],
        state="",
        welcome_code="",
        source="",
        fail_reason="",
    )
