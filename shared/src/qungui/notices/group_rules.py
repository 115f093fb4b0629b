"""The rules of a group, as it reads them itself."""

from qungui.model.rulebook import Edition

_MOST_OF_RULES = 560
"""Characters of a post, its last line left out."""


def rules(edition: Edition) -> str:
    """What a new group reads first: by which rules it lives; as many of them as a post holds."""
    head = f"【群规】本群从现在起按《{edition.title}》管理："
    return "\n".join((head, binding(edition, _MOST_OF_RULES - len(head) - 1)))


def binding(edition: Edition, most: int) -> str:
    """As many of the clauses that have rules as *most* characters hold, and how many are left."""
    texts = [clause.text for clause in edition.clauses if clause.rules]
    kept = list[str]()
    for text in texts:
        if len("\n".join((*kept, text))) > most:
            break
        kept.append(text)
    more = len(texts) - len(kept)
    rest = (f"……其余 {more} 条，问群规助手“条款”可以看全。",) if more else ()
    return "\n".join((*kept, *rest))
