"""
What the AI bot answers, in Chinese: which regulation applies, its clauses, one clause, how to ask.

Nothing is made up: every line is the edition's own, or says that there is none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qungui.model.act import Act
from qungui.model.linked import Linked
from qungui.model.rulebook import Clause, Edition
from qungui.notices.acts import in_words

_MENTION = re.compile(r"@\S+")
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.])(?:(?P<whole>R\d+(?:\.\d+)+[a-z]?)|(?P<bare>\d+(?:\.\d+)+[a-z]?))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_ALL = ("规定", "条款", "规则", "群规", "目录")
MOST_BYTES = 18_000
"""Well below what an answer may hold, which is 20,480 bytes."""
USAGE = "您可以这样问我：\n- 发送“条款”，看全部条款\n- 发送条款编号（如“{example}”），看这一条"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """
    Where the bot was asked.

    Attributes:
        chat_id: Of the group, as the bot knows it; empty one to one.
        linked: The group, where it is linked.
        in_force: Every regulation of the company, for whoever asks one to one.
    """

    chat_id: str
    linked: Linked | None = None
    in_force: Sequence[Edition] = ()

    def editions(self, now: datetime) -> Sequence[Edition]:
        if not self.chat_id:
            return self.in_force
        found = None if self.linked is None else self.linked.edition_at(now)
        return () if found is None else (found,)


def answer(place: Place, words: str, now: datetime) -> str:
    """*words*: everything that was said to the bot, mentions included."""
    editions = place.editions(now)
    if not editions:
        return _none(place)
    asked = _MENTION.sub(" ", words)
    found = list(_asked_for(editions, asked))
    heading = _heading(place, editions)
    if found:
        return _fitting([heading, "", *(_clause(edition, clause) for edition, clause in found)])
    if _NUMBER.search(asked):
        example = _example(editions)
        return f"{heading}\n\n没有这个编号的条款。{USAGE.format(example=example)}"
    if any(word in asked for word in _ALL):
        return _fitting([heading, "", *_lines(editions)])
    return f"{heading}\n\n{USAGE.format(example=_example(editions))}"


def _none(place: Place) -> str:
    if not place.chat_id:
        return "目前没有正在施行的群规。如需了解，请联系人事行政部。"
    if place.linked is None:
        return (
            "本群尚未与已备案的群对应，我不知道本群适用哪一份规定。"
            f"请联系人事行政部关联本群（会话编号：bot:{place.chat_id}）。"
        )
    return "本群已备案，但它的规定尚未开始施行。"


def _heading(place: Place, editions: Sequence[Edition]) -> str:
    names = "、".join(f"《{one.title}》{one.edition}版（{one.regulation}）" for one in editions)
    if place.linked is not None:
        return f"“{place.linked.group.name}”适用{names}。"
    return f"本公司施行的规定：{names}。各群适用哪一份，请在群里 @ 我询问。"


def _asked_for(editions: Sequence[Edition], asked: str) -> Sequence[tuple[Edition, Clause]]:
    """By number, with or without the regulation's; ``2.2`` also finds 2.2a and 2.2b."""
    found = dict[str, tuple[Edition, Clause]]()
    for match in _NUMBER.finditer(asked):
        for edition in editions:
            wanted = (match["whole"] or f"{edition.regulation}.{match['bare']}").casefold()
            for clause in edition.clauses:
                if _is_of(clause.clause_id.casefold(), wanted):
                    found.setdefault(clause.clause_id, (edition, clause))
    return tuple(found.values())


def _is_of(clause_id: str, wanted: str) -> bool:
    rest = clause_id.removeprefix(wanted)
    return clause_id == wanted or (rest != clause_id and len(rest) == 1 and rest.isalpha())


def _lines(editions: Sequence[Edition]) -> Sequence[str]:
    return [f"- {clause.clause_id} {clause.text}" for each in editions for clause in each.clauses]


def _clause(edition: Edition, clause: Clause) -> str:
    """With what follows from breaking it, where the regulation says so."""
    after = _after(edition, clause)
    return f"**{clause.clause_id}** {clause.text}" + (f"\n> 违反后：{after}。" if after else "")


def _after(edition: Edition, clause: Clause) -> str:
    sanction = clause.sanction
    if sanction is None:
        return ""
    if sanction.ladder is not None:
        steps = edition.ladders[sanction.ladder].steps
        measures = "，再犯".join(f"{in_words(step.acts)}（{step.clause_id}）" for step in steps)
    else:
        measures = in_words(sanction.acts) or "由管理员按轻重决定"
    if [each.act for each in sanction.acts] == [Act.REMIND]:
        measures = "提醒，不计入违规次数"
    return f"经人确认后{measures}" if sanction.confirm is not None else measures


def _example(editions: Sequence[Edition]) -> str:
    return next((one.clause_id for each in editions for one in each.clauses), "R01.1")


def _fitting(lines: Sequence[str]) -> str:
    """As many lines as fit, and how many did not."""
    kept, size = list[str](), 0
    for number, line in enumerate(lines):
        size += len(line.encode()) + 1
        if size > MOST_BYTES:
            return "\n".join((*kept, f"其余 {len(lines) - number} 条请按编号询问。"))
        kept.append(line)
    return "\n".join(kept)
