"""What the managing department reads of clauses on trial, and decides."""

from collections.abc import Mapping, Sequence

from qungui.model.group import Mode
from qungui.model.outcome import Card
from qungui.model.rulebook import Clause, Edition
from qungui.model.trial import Trial, Tried
from qungui.notices.acts import consequence
from qungui.notices.compose import local_time
from qungui.notices.limits import BODY, DESCRIPTION, VALUE, cut

PROMOTE, KEEP = "promote", "keep"
"""Keys of the buttons; they come back with the click."""

MOST_LINES = 5
"""Clauses told of in one message, which the platform cuts at 2,048 bytes."""

# Characters: of a clause's own text, enough to know it by; of its line; of a list of numbers.
_WORDS, _LINE, _LIST = 20, 80, 60
_MODES: Mapping[Mode, str] = {Mode.ASSIST: "经人确认后执行", Mode.ENFORCE: "按规定执行"}


def digest(edition: Edition, promoted: Sequence[Tried], to_decide: Sequence[Tried]) -> str:
    """The clauses that act from now on, and those that somebody must decide about."""
    named = f"《{cut(edition.title, VALUE)}》{edition.edition}版"
    lines = [f"【试行结果】{named}的新增和修改条款已试行期满。"]
    if promoted:
        numbers = "、".join(each.clause.clause_id for each in promoted)
        lines.append(f"试行中没有记录到违反，现起按规定执行：{cut(numbers, _LIST)}。")
    if to_decide:
        lines.append("以下条款请您决定；决定前只记录、不处理，每周再问一次：")
        lines.extend(_line(edition, each) for each in to_decide[:MOST_LINES])
        if len(to_decide) > MOST_LINES:
            lines.append(f"……共 {len(to_decide)} 条")
        lines.extend(_commands(edition, to_decide[0].clause))
    return "\n".join(lines)


def card(task_id: str, edition: Edition, trial: Trial, tried: Tried) -> Card:
    """The question about one clause."""
    clause = tried.clause
    follows = f"执行时：{consequence(edition, clause.sanction)}。"
    return Card(
        task_id=task_id,
        title="一条试行的条款，请您决定",
        description=cut(f"{clause.clause_id} {clause.text}", DESCRIPTION),
        body=cut(f"{seen(tried)}。{follows}决定前只记录、不处理。", BODY),
        facts=(
            ("规定", cut(edition.title, VALUE)),
            ("规定版本", cut(edition.edition, VALUE)),
            ("试行到", local_time(trial.until, edition.timezone)),
        ),
        about=None,
        buttons=((_MODES[clause.mode], PROMOTE), ("继续只记录", KEEP)),
    )


def seen(tried: Tried) -> str:
    """E.g. ``记录到 5 次违反：项目群 3、市场部 2``."""
    if not tried.used:
        return "没有群启用"
    if not tried.judged:
        return "还没有消息用它判断过"
    if not tried.observed:
        return "没有记录到违反"
    total = sum(count for _, count in tried.observed)
    groups = "、".join(f"{name} {count}" for name, count in tried.observed)
    return f"记录到 {total} 次违反：{groups}"


def _line(edition: Edition, tried: Tried) -> str:
    clause = tried.clause
    words = cut(clause.text.rstrip("。"), _WORDS)
    follows = consequence(edition, clause.sanction)
    most = clause.mode.name.lower()
    return cut(
        f"· {clause.clause_id}（可到 {most}）{words}：{seen(tried)}；执行时：{follows}", _LINE
    )


def _commands(edition: Edition, example: Clause) -> tuple[str, ...]:
    mode = f"qungui mode --organisation {edition.rulebook} --clause {example.clause_id} --to"
    return (
        f"执行：{mode} {example.mode.name.lower()}",
        f"继续只记录：{mode} observe",
        f"全部：qungui trials {edition.rulebook}",
    )
