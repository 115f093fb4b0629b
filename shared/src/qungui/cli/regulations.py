"""``qungui regulations``: the rulebooks that come with the product, to choose one from."""

from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.cli.coverage import markdown
from qungui.cli.sayings import NEEDS
from qungui.model.rulebook import Disposition, Edition, Subject
from qungui.rulebook import shipped

COLUMNS = (
    "规定",
    "名称",
    "What it is for",
    "管什么",
    "适用的群",
    "条款",
    "自动",
    "须人确认",
    "判断需要",
)
_SUBJECTS = {
    Subject.GROUP: "群",
    Subject.PERSONAL_ACCOUNT: "个人号",
    Subject.OFFICIAL_ACCOUNT: "公众号",
    Subject.CORPORATE_ACCOUNT: "工作微信",
    Subject.OTHER: "其他",
}


def regulations() -> None:
    table = Table(title="随产品发布的规定")
    for column in COLUMNS:
        table.add_column(column, overflow="fold")
    for row in rows():
        table.add_row(*map(escape, row))
    Console().print(table)


def page() -> str:
    """The same in Markdown."""
    lines = [
        "# 随产品发布的规定 / The regulations that ship",
        "",
        "由 `make docs` 写出，与 `qungui regulations` 所见相同。",
        "挑一部与贵公司最接近的作底本：",
        "`qungui new 我们的群 --from R01 --to ours.yaml`，写法见",
        "[write-a-rulebook.zh-CN.md](write-a-rulebook.zh-CN.md)，",
        "逐条承载见 [coverage.md](coverage.md)。",
        "",
        "Written by `make docs`. Choose the one that is nearest to yours and begin with it:",
        "`qungui new our-groups --from R01 --to ours.yaml`; how to go on:",
        "[write-a-rulebook.md](write-a-rulebook.md), clause by clause: [coverage.md](coverage.md).",
        "",
        *markdown(COLUMNS, list(rows())),
    ]
    return "\n".join(lines) + "\n"


def rows() -> Iterator[tuple[str, ...]]:
    return map(_row, map(shipped.edition, shipped.regulations()))


def _row(edition: Edition) -> tuple[str, ...]:
    automatic, assisted = (
        str(sum(clause.disposition is each for clause in edition.clauses))
        for each in (Disposition.AUTOMATIC, Disposition.ASSISTED)
    )
    return (
        edition.regulation,
        edition.title,
        edition.gloss,
        _SUBJECTS[edition.subject],
        "、".join(edition.kinds) or "不限",
        str(len(edition.clauses)),
        automatic,
        assisted,
        NEEDS[edition.needs],
    )
