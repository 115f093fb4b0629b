"""Scenarios against the rulebooks that come with the product."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from qungui.acceptance.law import (
    asks_willing,
    breached_for,
    clause_of,
    counts_reports,
    deals_with_breaches,
    is_brought_up,
    is_decided,
    is_followed,
    is_of_lives,
    lets_in,
    lists,
)
from qungui.acceptance.plan import Plan, moment
from qungui.acceptance.played import life
from qungui.acceptance.played.deeds import BROUGHT_UP
from qungui.acceptance.played.play import Played
from qungui.acceptance.scenario import (
    BrokenRuleError,
    NotCarriedError,
    Result,
    Scenario,
    Status,
)
from qungui.acceptance.seen.looking import look
from qungui.acceptance.seen.reading import THEN, read
from qungui.acceptance.told.events import take_when
from qungui.acceptance.told.given import in_sight, take_given
from qungui.errors import QunguiError
from qungui.model.rulebook import Edition
from qungui.rulebook import shipped
from qungui.rulebook.coverage import looks_at_members
from qungui.rulebook.problems import RulebookError

type Editions = Callable[[str], Edition | None]
"""The edition by which a regulation's scenarios are judged; None where there is none."""


def shipped_edition(regulation: str) -> Edition | None:
    """
    Raises:
        RulebookError: Its rulebook has mistakes.
    """
    found = _loaded(regulation)
    if isinstance(found, RulebookError):
        raise found
    return found


@cache
def _loaded(regulation: str) -> Edition | RulebookError | None:
    """Once a process, for reading a rulebook takes a while, also a wrong one."""
    try:
        return shipped.edition(regulation)
    except FileNotFoundError:
        return None
    except RulebookError as error:
        return error


def run_all(
    scenarios: Sequence[Scenario], editions: Editions = shipped_edition
) -> Iterator[Result]:
    """One result a scenario, in order, as soon as it was played."""
    for scenario in scenarios:
        yield run(scenario, editions)


def run(scenario: Scenario, editions: Editions = shipped_edition) -> Result:
    try:
        got = _played(scenario, editions)
    except NotCarriedError as error:
        return Result(scenario=scenario, status=Status.NOT_CARRIED, got={}, why=str(error))
    except RulebookError as error:
        why = f"规定 {scenario.rulebook} 读不了：{error.problems[0]}"
        return Result(scenario=scenario, status=Status.FAILED, got={}, why=why)
    except BrokenRuleError as error:
        return Result(scenario=scenario, status=Status.FAILED, got={}, why=str(error))
    except QunguiError as error:
        why = f"处理中出错：{type(error).__name__}"
        return Result(scenario=scenario, status=Status.FAILED, got={}, why=why)
    wrong = _differences(scenario.then, got)
    status = Status.FAILED if wrong else Status.PASSED
    return Result(scenario=scenario, status=status, got=got, why="；".join(wrong))


def _played(scenario: Scenario, editions: Editions) -> Mapping[str, Any]:
    edition = editions(scenario.rulebook)
    if edition is None:
        msg = f"没有随产品发布的规定 {scenario.rulebook}"
        raise NotCarriedError(msg)
    clause_of(edition, scenario.clause_id)
    plan = _planned(scenario, edition)
    if not _acts(plan):
        names = "、".join(call.name for call in plan.clause.rules)
        what = "事件" if plan.deed else "消息"
        msg = f"规则 {names} 还不看{what}" if names else "本条还没有规则，也没有阶梯的一步"
        raise NotCarriedError(msg)
    unread = sorted(set(scenario.then) - set(THEN))
    if unread:
        msg = f"结果的“{'、'.join(unread)}”还读不出来"
        raise NotCarriedError(msg)
    return read(look(Played(plan)), scenario.then)


def _acts(plan: Plan) -> bool:
    """Whether the clause does anything about an event of that kind."""
    clause, deed = plan.clause, plan.deed
    if is_brought_up(clause) and (deed is None or deed.name in BROUGHT_UP):
        return True
    if deed is not None and deed.name in BROUGHT_UP:
        return False
    if looks_at_members(clause) or is_followed(clause):
        return True
    if lets_in(plan.edition, clause) or asks_willing(clause) or lists(clause):
        return True
    if deed is not None:
        decided = is_decided(plan.clause) or deals_with_breaches(plan.clause)
        return decided or life.concerns(plan) or is_of_lives(plan.clause)
    judges = breached_for(plan.edition, plan.scenario.clause_id)
    by_others = deals_with_breaches(plan.clause) or counts_reports(plan.edition, plan.clause)
    return bool(judges) or by_others or plan.rules_from is not None


def _planned(scenario: Scenario, edition: Edition) -> Plan:
    """
    Raises:
        NotCarriedError: Something in the scenario has no counterpart, or is of a strange form.
    """
    try:
        plan = Plan(scenario=scenario, edition=edition, at=moment(scenario.when["at"]))
        in_sight(scenario.given)
        take_when(plan)
        take_given(plan)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        msg = f"场景的写法不明：{error}"
        raise NotCarriedError(msg) from error
    return plan


def _differences(then: Mapping[str, Any], got: Mapping[str, Any]) -> list[str]:
    return [
        f"{key} 应为 {_said(wanted)}，实为 {_said(got[key])}"
        for key, wanted in then.items()
        if got[key] != wanted
    ]


def _said(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
