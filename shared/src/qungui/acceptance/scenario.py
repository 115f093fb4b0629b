"""A scenario as written, and what became of it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from qungui.errors import QunguiError


class ScenarioFileError(QunguiError):
    """A file of scenarios cannot be read; the message names the line."""


class NotCarriedError(QunguiError):
    """The product cannot take part in the scenario yet; the message says why, in Chinese."""


class BrokenRuleError(QunguiError):
    """A rule crashed; the message names its clause, in Chinese."""

    @classmethod
    def of(cls, clause_ids: Iterable[str]) -> Self:
        return cls(f"{'、'.join(clause_ids)} 的规则出错")


class Status(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_CARRIED = "not_carried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """
    Attributes:
        given: The situation before.
        when: One event, and under ``later`` those that follow before the verdict is taken.
        then: What must be seen of the clause; other clauses may add their own.
    """

    scenario_id: str
    clause_id: str
    given: Mapping[str, Any]
    when: Mapping[str, Any]
    then: Mapping[str, Any]

    @property
    def rulebook(self) -> str:
        """The regulation whose rulebook applies, e.g. ``R01``."""
        return str(self.given.get("rulebook", self.clause_id.partition(".")[0]))

    @property
    def topic(self) -> str:
        """The topic it expects; empty where it expects nothing to happen."""
        return str(self.then.get("topic", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """
    Attributes:
        got: What was seen, under the keys of ``then``; empty where nothing was played.
        why: Why it was not carried or failed, in Chinese; empty where it passed.
    """

    scenario: Scenario
    status: Status
    got: Mapping[str, Any]
    why: str = ""


def read_scenarios(path: Path) -> tuple[Scenario, ...]:
    """
    One scenario a line; empty lines are left out.

    Raises:
        ScenarioFileError: A line is no scenario, or an id is used twice.
    """
    found = tuple(_lines(path))
    ids = [scenario.scenario_id for scenario in found]
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        msg = f"{path.name}：编号重复 {'、'.join(twice)}"
        raise ScenarioFileError(msg)
    return found


def _lines(path: Path) -> Iterator[Scenario]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            yield Scenario(
                scenario_id=str(raw["scenario_id"]),
                clause_id=str(raw["clause_id"]),
                given=dict(raw["given"]),
                when=dict(raw["when"]),
                then=dict(raw["then"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            msg = f"{path.name} 第 {number} 行不是验收场景"
            raise ScenarioFileError(msg) from error
