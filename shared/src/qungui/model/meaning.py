"""What a clause does, apart from the words in which it says so."""

from dataclasses import replace

from qungui.model.rulebook import Clause, Edition, Ladder

type Meaning = tuple[Clause, Ladder | None, str]


def meaning(edition: Edition, clause_id: str) -> Meaning | None:
    """
    Equal where a clause finds the same and the same follows: rules, values, conditions, sanction,
    ladder, mode, and the zone of its quiet windows. None where the edition has no such clause.
    """
    clause = next((one for one in edition.clauses if one.clause_id == clause_id), None)
    if clause is None:
        return None
    sanction = clause.sanction
    said = replace(
        clause,
        text="",
        gloss="",
        topic="",
        also=(),
        section="",
        sanction=None if sanction is None else replace(sanction, written_in=""),
    )
    ladder = None if sanction is None else edition.ladders.get(sanction.ladder or "")
    return said, None if ladder is None else replace(ladder, title=""), edition.timezone
