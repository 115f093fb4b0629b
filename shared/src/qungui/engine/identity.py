"""How well we know who somebody is."""

from qungui.model.person import Degree, Person


def degree_of(person: Person, nickname: str = "") -> Degree:
    """
    Staff are known by the directory. An outsider is who their nickname claims, until somebody
    records better; what was known once is not forgotten.
    """
    if person.degree is Degree.KNOWN or person.userid is not None:
        return Degree.KNOWN
    claimed = bool(nickname) or person.degree is Degree.CLAIMED
    return Degree.CLAIMED if claimed else Degree.UNKNOWN
