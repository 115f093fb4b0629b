"""A rulebook file as a whole: does it hold together, and do its examples come out right."""

from collections.abc import Sequence
from pathlib import Path

from rich.table import Table

from qungui.cli import sayings
from qungui.rulebook.examples import failures
from qungui.rulebook.loader import Loaded, load
from qungui.rulebook.problems import Problem, RulebookError


def checked(path: Path) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """The rulebook, when it can be read at all, and everything that is wrong with it."""
    try:
        loaded = load(path)
    except RulebookError as error:
        return None, error.problems
    wrong = [
        problem
        for clause_id, examples in loaded.examples.items()
        for problem in failures(loaded.edition, clause_id, examples)
    ]
    return loaded, tuple(wrong)


def clause_table(loaded: Loaded) -> Table:
    """One row per clause: how it is carried out, and how many examples stand behind it."""
    edition = loaded.edition
    table = Table(title=f"{edition.title}（{edition.regulation}，{edition.edition} 版）")
    for name in ("条款", "内容", "方式", "规则", "处理", "示例"):
        table.add_column(name)
    for clause in edition.clauses:
        examples = str(len(loaded.examples[clause.clause_id]) or "")
        table.add_row(
            clause.clause_id,
            clause.text,
            sayings.DISPOSITIONS[clause.disposition],
            "、".join(each.name for each in sayings.called(clause)),
            sayings.sanction(clause.sanction),
            examples,
        )
    return table


def problem_table(path: Path, problems: Sequence[Problem]) -> Table:
    table = Table(title=f"{path.name}：{len(problems)} 处问题")
    for name in ("行:列", "条款", "问题", "Problem"):
        table.add_column(name, overflow="fold")
    for problem in problems:
        place = f"{problem.place.line}:{problem.place.column}"
        style = None if problem.refuses else "yellow"
        table.add_row(place, problem.clause, problem.zh, problem.en, style=style)
    return table
