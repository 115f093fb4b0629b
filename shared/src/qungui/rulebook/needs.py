"""What judging by an edition takes, as it stands: group settings may make it less or more."""

from collections.abc import Iterator

from qungui.model.needs import Needs, most
from qungui.model.rulebook import Clause, Edition
from qungui.rules import RULE_BOOK
from qungui.rules.build import build


def needs_of(edition: Edition) -> Needs:
    """*edition* holds together: its calls can be built."""
    return most(each for clause in edition.clauses for each in _needs(clause))


def _needs(clause: Clause) -> Iterator[Needs]:
    for call in clause.rules:
        spec = RULE_BOOK[call.name]
        if spec.judges_messages:
            yield spec.needed_by(build(spec, call, {}))
    for each in (*clause.unless, *clause.when):
        if each.times is not None:
            yield Needs.GROUP if each.same_content else Needs.MEMBER
        if each.after_red_packet is not None:
            yield Needs.MEMBER
