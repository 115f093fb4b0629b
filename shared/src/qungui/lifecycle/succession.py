"""Who follows whoever runs a group, once they leave or nobody does. Pure."""

from dataclasses import replace

from qungui.lifecycle.law import GroupLaw
from qungui.lifecycle.placing import entered, owing
from qungui.lifecycle.taken import Denied, Taken
from qungui.model.filing import Filing, LifeState, Sends

S = LifeState


def taken_up(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if not taken.names:
        return Denied.NOBODY_NAMED
    owned = replace(filing, owner=taken.names[0])
    sends = (Sends.SUCCESSION, Sends.RESULT)
    return owing(entered(owned, S.ACTIVE, taken.at, law), sends, taken.at)


def left(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    """*names* are all who leave; it is asked once of each of them, and again as a clause says."""
    left, known = set(taken.names), set(filing.leaving)
    if left == known:
        return Denied.NOT_NOW
    leaving = replace(filing, leaving=tuple(sorted(left)))
    sends = (Sends.HANDOVER_ASKED,) if left - known else ()
    return owing(entered(leaving, S.ACTIVE, taken.at, law), sends, taken.at)


def handed_over(filing: Filing, taken: Taken, law: GroupLaw) -> Filing | Denied:
    if not filing.leaving:
        return Denied.NOT_NOW
    if not taken.names:
        return Denied.NOBODY_NAMED
    followed = replace(_followed(filing, taken.names), leaving=())
    sends = (Sends.SUCCESSION, Sends.RESULT)
    return owing(entered(followed, S.ACTIVE, taken.at, law), sends, taken.at)


def _followed(filing: Filing, names: tuple[str, ...]) -> Filing:
    """The first of *names* has what those who leave were on file for; all of them administer it."""
    left, (first, *_) = set(filing.leaving), names
    roles = {
        role: tuple(dict.fromkeys(first if who in left else who for who in people))
        for role, people in filing.roles.items()
    }
    elsewhere = {filing.owner, *(who for people in filing.roles.values() for who in people)}
    ran = left & set(filing.administrators) or left - elsewhere
    stay = (who for who in filing.administrators if who not in left)
    return replace(
        filing,
        owner=first if filing.owner in left else filing.owner,
        administrators=tuple(dict.fromkeys((*stay, *(names if ran else ())))),
        roles=roles,
    )
