"""What was said in the group before."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from qungui.acceptance.plan import ADMINISTRATOR, OUTSIDER, Plan, Sent

_DAY = timedelta(days=1)
_LATELY = timedelta(minutes=10)


def take_refusals(plan: Plan, value: Sequence[str]) -> None:
    """They said so in the group, as its customers."""
    plan.with_outsiders = True
    for number, who in enumerate(value, 1):
        at = plan.before(_DAY * number)
        plan.earlier.append(Sent(who=f"{who}{OUTSIDER}", at=at, text="请不要再给我发营销信息"))


def take_messages(plan: Plan, value: Sequence[str]) -> None:
    for number, text in enumerate(value, 1):
        plan.earlier.append(
            Sent(who="同事", at=plan.before(timedelta(hours=number)), text=text, group=plan.group)
        )


def take_question(plan: Plan, value: object) -> None:
    """Somebody asked for something a few minutes ago, and nobody has said anything to it."""
    if value:
        at = plan.before(timedelta(minutes=5))
        plan.earlier.append(Sent(who="提问的成员", at=at, text="请问这个项目多少年能回本？"))


def take_session(plan: Plan, value: Mapping[str, Any]) -> None:
    """An administrator declared it to the group, and after it that it was over."""
    said = [f"【分享开始】{value['name']}"] + ([] if value["open"] else ["【分享结束】"])
    for number, text in enumerate(said):
        at = plan.before(timedelta(minutes=30 - number))
        plan.earlier.append(Sent(who=ADMINISTRATOR, at=at, text=text))


def take_consents(plan: Plan, value: Sequence[Mapping[str, str]]) -> None:
    for number, consent in enumerate(value, 1):
        photo = consent["photo"].rpartition(".")[0]
        at = plan.before(timedelta(hours=number))
        plan.earlier.append(Sent(who=consent["person"], at=at, text=f"{photo}里有我，可以发"))


def take_adverts(plan: Plan, value: Sequence[Mapping[str, str]]) -> None:
    for number, advert in enumerate(value, 1):
        at = plan.before(_DAY * number)
        plan.earlier.append(Sent(who=advert["from"], at=at, text=advert["content"]))


def take_speakers(plan: Plan, value: int) -> None:
    """So many others spoke in the last minutes."""
    minutes = int(plan.scenario.given.get("window_minutes", 5))
    for number in range(value):
        at = plan.before(timedelta(minutes=minutes) * (number + 1) / (value + 1))
        plan.earlier.append(Sent(who=f"成员{number + 1}", at=at, text=f"我这边是第{number + 1}项"))


def take_thread(plan: Plan, value: Mapping[str, Any]) -> None:
    text = f"{value['topic']}你们看好谁，来聊聊"
    plan.earlier.append(Sent(who="同事", at=plan.before(_LATELY), text=text))


def take_reports(plan: Plan, value: Mapping[str, Sequence[str]]) -> None:
    """Who is said to have reported asked for it in the group; whoever writes now does so now."""
    writes = plan.scenario.when.get("from")
    for about, reporters in value.items():
        plan.members.append(about)
        for number, who in enumerate((each for each in reporters if each != writes), 1):
            at = plan.before(timedelta(hours=number))
            plan.earlier.append(Sent(who=who, at=at, text=f"请管理员把{about}移出群"))
