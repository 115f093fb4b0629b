"""What the sender of a form for a new group reads: what is wrong with it, or that it is taken."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from qungui.model.application import Fault, Problem
from qungui.model.filing import Filing, LifeState
from qungui.notices.limits import MESSAGE_BYTES, cut
from qungui.notices.on_file import STATES

NO_FORM = "现在没有规定要求填表建群，可以直接在企业微信里建。"

_SHOWN = 30
_ROOM = MESSAGE_BYTES - 100
"""Bytes; the desk adds the time of the question."""


def wrong(problems: Iterable[Problem]) -> str:
    """All that is wrong with one field, each with the clauses that say so."""
    said = dict[str, list[str]]()
    for one in problems:
        said.setdefault(_TEXTS[one.fault](one), []).extend(filter(None, [one.clause_id]))
    return "；".join(_cited(text, clauses) for text, clauses in said.items())


def refused(problems: Sequence[Problem]) -> str:
    """Somebody else has to send it."""
    return f"【建群未受理】{wrong(problems)}。要为自己的单位建群，请改选类别后再发一次。"


def returned(whole: str, wrong: Mapping[str, str]) -> str:
    """The form as it goes back; where one message does not hold it, what is wrong with it alone."""
    if len(whole.encode()) <= _ROOM:
        return whole
    lines = ["【建群申请】有几处要改，请在您发来的表里改好后整段再发一次："]
    for name, said in wrong.items():
        line = f"· “{name}”：{said}"
        if len("\n".join((*lines, line)).encode()) > _ROOM:
            break
        lines.append(line)
    return "\n".join(lines)


def accepted(filing: Filing, number: str, administrators: Sequence[str], *, anew: bool) -> str:
    """*administrators*: by name, or by office where nobody is named."""
    what = "已受理" if anew else "此前已受理"
    said = f"【建群申请】“{filing.name}”{what}，编号 {number}，现在的状态：{STATES[filing.state]}"
    run_by = f"，管理员：{'、'.join(administrators)}" if administrators else ""
    return f"{said}{run_by}。"


def _cited(text: str, clauses: Sequence[str]) -> str:
    return f"{text}（{'、'.join(dict.fromkeys(clauses))}）" if clauses else text


def _missing(problem: Problem) -> str:
    return f"没有填{_one_of(problem)}"


def _no_such_kind(problem: Problem) -> str:
    return f"没有这一类{_one_of(problem)}"


def _one_of(problem: Problem) -> str:
    return f"，请从中选一个：{'、'.join(problem.words)}" if problem.words else ""


def _initiator(problem: Problem) -> str:
    return f"{_group(problem)}须由{'或'.join(problem.words)}发起"


def _administrator(problem: Problem) -> str:
    here = "" if problem.meant == problem.words else f"，这里是{'或'.join(problem.meant)}"
    return f"{_group(problem)}由{'或'.join(problem.words)}管理{here}；不填管理员，即由其担任"


def _use(problem: Problem) -> str:
    return (
        f"用途不在{_group(problem)}范围：{_group(problem)}仅用于{'、'.join(problem.words)}，"
        "请改写用途，或改选类别"
    )


def _nobody(problem: Problem) -> str:
    return f"没有找到“{cut(problem.said, _SHOWN)}”，请写通讯录里的账号"


def _taken(problem: Problem) -> str:
    state = LifeState(problem.words[0])
    if state is LifeState.UNFILED:
        return "同名的群已经在用、还没有备案，请由它的群主补办备案，或换一个名字"
    return f"已有同名的群（{STATES[state]}），请换一个名字"


def _group(problem: Problem) -> str:
    kind = problem.kind
    return kind if kind.endswith("群") else f"{kind}群"


_TEXTS: Mapping[Fault, Callable[[Problem], str]] = {
    Fault.MISSING: _missing,
    Fault.UNREADABLE: lambda problem: problem.said,
    Fault.TWO_WAYS: lambda _: "写了两次，而且不一样，请只留一个",
    Fault.NO_SUCH_KIND: _no_such_kind,
    Fault.NOT_ITS_INITIATOR: _initiator,
    Fault.NOT_ITS_ADMINISTRATOR: _administrator,
    Fault.NOBODY_KNOWN: _nobody,
    Fault.ONE_OWNER: lambda _: "群主只能有一位",
    Fault.NOT_ITS_USE: _use,
    Fault.ENDS_BEFORE: lambda _: "早于今天，请核对",
    Fault.NAME_TAKEN: _taken,
    Fault.TOO_LONG: lambda problem: f"太长，最多 {problem.words[0]} 个字",
}
