"""What the desk answers where no command is carried out."""

from collections.abc import Sequence

from qungui.desk.help import who_may
from qungui.desk.meaning import Unclear
from qungui.desk.spec import CommandSpec
from qungui.model.group import Role

ONLY_WORDS = "我只认文字。请把要办的事打成文字发来，例如“帮助”。"
_HELP = "发“帮助”看您能用的命令。"
NOT_UNDERSTOOD = f"没看懂您的话。{_HELP}"
_MOST_GROUPS = 5


def asked_back(unclear: Unclear, roles: frozenset[Role], specs: Sequence[CommandSpec]) -> str:
    """With those suggestions that whoever holds *roles* may follow."""
    by_verb = {spec.verb: spec for spec in specs if spec.open_to(roles)}
    lines = [one.line for one in unclear.suggestions if one.verb in by_verb]
    if unclear.said:
        return "\n".join((f"{unclear.said}。", *(f"例如：{line}" for line in lines), _HELP))
    if lines:
        return "\n".join(("没看懂。您是不是想说：", *(f"· {line}" for line in lines), _HELP))
    return NOT_UNDERSTOOD


def not_open(spec: CommandSpec) -> str:
    return f"“{spec.name}”由{who_may(spec)}使用，您在相应的群里没有这个身份。{_HELP}"


def no_such_group(name: str, spec: CommandSpec, others: Sequence[str]) -> str:
    """*others*: names of groups in which the command is open to the writer."""
    shown = "、".join(f"“{other}”" for other in others[:_MOST_GROUPS])
    more = f"等 {len(others)} 个群" if len(others) > _MOST_GROUPS else ""
    return f"没有找到您可以“{spec.name}”的群“{name}”。可以写：{shown}{more}。"


def not_carried_out(spec: CommandSpec) -> str:
    return f"“{spec.name}”这个命令还不能用，您的话没有产生任何效果。{_HELP}"
