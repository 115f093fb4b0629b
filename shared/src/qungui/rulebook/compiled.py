"""
An edition's compiled form: plain JSON, and exactly the same edition back.

Rule parameters and defaults hold JSON values only (texts, whole numbers, lists, mappings); the
loader makes no others.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from qungui.model.group import Mode, Role
from qungui.model.rulebook import (
    Act,
    Clause,
    Disposition,
    Edition,
    Ladder,
    RuleCall,
    Sanction,
    Step,
)


def edition_to_json(edition: Edition) -> str:
    """Canonical: equal editions give equal text."""
    return json.dumps(
        edition_to_dict(edition), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def edition_from_json(text: str) -> Edition:
    return edition_from_dict(json.loads(text))


def edition_to_dict(edition: Edition) -> dict[str, Any]:
    return {
        "rulebook": edition.rulebook,
        "regulation": edition.regulation,
        "title": edition.title,
        "edition": edition.edition,
        "timezone": edition.timezone,
        "in_force_from": edition.in_force_from.isoformat(),
        "clauses": [_clause_to_dict(clause) for clause in edition.clauses],
        "ladders": {name: _ladder_to_dict(ladder) for name, ladder in edition.ladders.items()},
    }


def edition_from_dict(raw: Mapping[str, Any]) -> Edition:
    return Edition(
        rulebook=raw["rulebook"],
        regulation=raw["regulation"],
        title=raw["title"],
        edition=raw["edition"],
        timezone=raw["timezone"],
        in_force_from=datetime.fromisoformat(raw["in_force_from"]),
        clauses=tuple(_clause_from_dict(clause) for clause in raw["clauses"]),
        ladders={name: _ladder_from_dict(ladder) for name, ladder in raw["ladders"].items()},
    )


def _clause_to_dict(clause: Clause) -> dict[str, Any]:
    return {
        "id": clause.clause_id,
        "text": clause.text,
        "topic": clause.topic,
        "disposition": clause.disposition.value,
        "rule": None if clause.rule is None else _rule_to_dict(clause.rule),
        "sanction": None if clause.sanction is None else _sanction_to_dict(clause.sanction),
        "mode": clause.mode.value,
    }


def _clause_from_dict(raw: Mapping[str, Any]) -> Clause:
    return Clause(
        clause_id=raw["id"],
        text=raw["text"],
        topic=raw["topic"],
        disposition=Disposition(raw["disposition"]),
        rule=None if raw["rule"] is None else RuleCall(**raw["rule"]),
        sanction=None if raw["sanction"] is None else _sanction_from_dict(raw["sanction"]),
        mode=Mode(raw["mode"]),
    )


def _rule_to_dict(rule: RuleCall) -> dict[str, Any]:
    return {
        "name": rule.name,
        "parameters": dict(rule.parameters),
        "defaults": dict(rule.defaults),
    }


def _sanction_to_dict(sanction: Sanction) -> dict[str, Any]:
    return {
        "ladder": sanction.ladder,
        "act": None if sanction.act is None else sanction.act.value,
        "confirm": None if sanction.confirm is None else sanction.confirm.value,
    }


def _sanction_from_dict(raw: Mapping[str, Any]) -> Sanction:
    return Sanction(
        ladder=raw["ladder"],
        act=None if raw["act"] is None else Act(raw["act"]),
        confirm=None if raw["confirm"] is None else Role(raw["confirm"]),
    )


def _ladder_to_dict(ladder: Ladder) -> dict[str, Any]:
    return {
        "id": ladder.ladder_id,
        "steps": [{"act": step.act.value, "clause": step.clause_id} for step in ladder.steps],
    }


def _ladder_from_dict(raw: Mapping[str, Any]) -> Ladder:
    return Ladder(
        ladder_id=raw["id"],
        steps=tuple(Step(Act(step["act"]), step["clause"]) for step in raw["steps"]),
    )
