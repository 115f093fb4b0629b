"""
What must be true after any history (DESIGN §7), found out anew from what the table holds and what
people saw. Nothing here asks the engine what should be.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from qungui.engine.escalate import TAKEN_BACK
from qungui.engine.refold import REFOLDED
from qungui.model.act import Act
from qungui.model.case import Case, CaseState
from qungui.model.decision import ANSWERED
from qungui.model.ledger import AuditKind
from qungui.model.order import Order, OrderState
from qungui.model.petition import PetitionKind, PetitionState
from qungui.model.rulebook import Counts, Reset
from qungui.model.waiting import Subject
from qungui.notices import compose
from tests.simulation import life_promises, task_promises
from tests.simulation.climbing import climbed
from tests.simulation.company import ARBITER, IN_CHARGE, NAMES
from tests.simulation.ends import End, File, of_case
from tests.simulation.history import History
from tests.simulation.law import CONFIRMED_FIRST, NOTICE, REPORTERS, RULEBOOK, TASK, clause_of
from tests.support.system import Effect

_AT_REST = {
    OrderState.SERVED,
    OrderState.PROVED,
    OrderState.REFUSED,
    OrderState.VOID,
    OrderState.CLAIMED_DONE,
}
_OWED = {OrderState.HANDED_OVER, OrderState.OVERDUE}
_DECIDES = {
    "case": {AuditKind.CASE_CONFIRMED, AuditKind.CASE_DISMISSED, AuditKind.CASE_LAPSED},
    "petition": {AuditKind.PETITION_GRANTED, AuditKind.PETITION_REFUSED},
}
_WORDS = {
    *(AuditKind.CASE_CONFIRMED, AuditKind.CASE_DISMISSED, AuditKind.CASE_ENTERED),
    *(AuditKind.ORDER_AGREED, AuditKind.ORDER_DECLINED, AuditKind.PETITION_GRANTED),
    *(AuditKind.PETITION_REFUSED, AuditKind.DEMAND_RETURNED),
}
_ACTS = {AuditKind.CASE_CONFIRMED, AuditKind.CASE_ENTERED, AuditKind.ORDER_AGREED}
_REMINDED_APART = timedelta(minutes=10)


class BrokenPromiseError(AssertionError):
    """Says which, and about whom."""


def check(history: History) -> None:
    """
    Raises:
        BrokenPromiseError: The first promise that was not kept.
    """
    end = End.of(history)
    for promise in (*_PROMISES, *life_promises.PROMISES, *task_promises.PROMISES):
        for broken in promise(end):
            text = f"{promise.__name__.replace('_', ' ')}: {broken}"
            raise BrokenPromiseError(text)


def a_message_is_one_case_and_cites_every_clause(end: End) -> Iterator[str]:
    """Promise 1."""
    of_messages = [case for _, case in end.cases if case.message_id]
    found = {case.message_id: case for case in of_messages}
    if len(found) != len(of_messages):
        yield "a message has several cases"
    for said in end.history.said:
        case = found.get(said.message.message_id)
        cited = set() if case is None else {breach.clause_id for breach in case.breaches}
        broken = set(map(clause_of, said.names))
        if not broken - end.perhaps_exempt(said.message) <= cited <= broken:
            yield f"{said.message.message_id} breaks {said.names}, cited are {cited}"
    by_hand = [
        case
        for _, case in end.cases
        if not (case.message_id or case.reporters or _is_of_silence(case))
    ]
    if len(by_hand) > end.history.by_hand:
        yield "a finding by hand was entered twice"


def nobody_is_held_to_what_they_are_exempt_from(end: End) -> Iterator[str]:
    for _, case in end.cases:
        for breach in case.breaches:
            if case.message_id and end.was_exempt(case, breach.clause_id):
                yield f"{case.message_id} cites {breach.clause_id}, which did not bind its writer"


def a_report_counts_once_and_several_make_a_matter(end: End) -> Iterator[str]:
    for file, case in end.cases:
        if len(set(case.reporters)) < len(case.reporters):
            yield f"{file}: a report counted twice"
        if file.who.person_id in case.reporters:
            yield f"{file}: reported themselves"
        if case.reporters and case.decided is None:
            enough = len(case.reporters) >= REPORTERS
            if enough != bool(case.to_review):
                yield f"{file}: {len(case.reporters)} reports, to review is {case.to_review}"


def no_case_is_lost_and_none_is_forgotten(end: End) -> Iterator[str]:
    """Promises 5 and 6: what counts no more is still there."""
    kept = {case.case_id for _, case in end.cases}
    for case in end.history.ledger.opened:
        if case.case_id not in kept:
            yield f"the case of {case.message_id} is gone"
    for file, case in end.cases:
        if not case.escalated:
            yield f"{file}: nobody has looked at the case of {case.message_id}"


def no_case_is_void_but_by_a_decision(end: End) -> Iterator[str]:
    """Promise 5, and whoever took a message back in time, or had answered in time."""
    for file, case in end.cases:
        settled = {p.about for p in file.kept.petitions if p.state is PetitionState.SETTLED}
        was_nothing = case.voided is not None and case.voided.why in {TAKEN_BACK, ANSWERED}
        if case.state is CaseState.VOID and not was_nothing and case.case_id not in settled:
            yield f"{file}: the case of {case.message_id} is void without a decision"
        if case.counts and case.case_id in settled:
            yield f"{file}: the case of {case.message_id} was taken back, and counts"


def what_counts_has_led_to_something(end: End) -> Iterator[str]:
    """
    Promise 6: a case that counts has its order, made with it or before; on a ladder one that was
    not taken back as if nothing counted.
    """
    known = {order.order_id: order for file in end.files for order in file.kept.orders}
    held = {each for o in known.values() if not _is_groundless(o) for each in o.case_ids}
    for file, case in end.cases:
        order = known.get(case.order_id)
        called = () if order is None or not order.ladder else (case.case_id, *order.case_ids)
        if case.counts and (order is None or (called and held.isdisjoint(called))):
            yield f"{file}: the case of {case.message_id} has led to nothing"


def what_is_decided_stays_decided(end: End) -> Iterator[str]:
    """A word on something is said once, whoever else says one."""
    spoken = Counter(
        entry.facts[what]
        for entry in end.log
        for what, kinds in _DECIDES.items()
        if entry.kind in kinds
    )
    for item_id, times in spoken.items():
        if times > 1:
            yield f"{item_id[:6]} was decided {times} times"


def nobody_decides_where_they_may_not(end: End) -> Iterator[str]:
    """Not about themselves, and of an appeal nobody who acted in its case before."""
    for trail in end.trails.values():
        acted = defaultdict[str, set[str]](set)
        for entry in trail.entries:
            by, facts = entry.people.get("by", ""), entry.facts
            if by and entry.kind in _WORDS and by == entry.people.get("person"):
                yield f"{NAMES[by]} decides about themselves: {entry.kind}"
            is_appeal = facts.get("kind") == PetitionKind.APPEAL
            if entry.kind in _DECIDES["petition"] and is_appeal and by in acted[facts["about"]]:
                yield f"{NAMES[by]} decides about what they did: {entry.kind}"
            if entry.kind in _ACTS:
                for case_id in end.cases_of(facts):
                    acted[case_id].add(by)


def a_case_takes_one_step_of_a_ladder(end: End) -> Iterator[str]:
    """Promises 1 and 2; what a refusal brings about is another step of the same episode."""
    for file in end.files:
        steps = defaultdict[tuple[str, str], set[int]](set)
        for order in file.kept.orders:
            if order.ladder and order.step and _was_called_for(file, order):
                steps[order.case_ids[0], order.ladder].add(order.step)
        for (case_id, ladder), taken in steps.items():
            if len(taken) > 1:
                yield f"{file}: the case {case_id[:6]} took the steps {taken} of {ladder}"


def an_act_is_ordered_once(end: End) -> Iterator[str]:
    """Promise 2."""
    ordered = Counter((str(f), o.act, o.case_ids[0], o.step) for f, o in end.sanctions)
    for (whose, act, _, _), times in ordered.items():
        if times > 1:
            yield f"{whose}: {act} was ordered {times} times"


def a_ladder_is_climbed_as_it_is_written(end: End) -> Iterator[str]:
    """Promises 2, 3 and 5, by an account of our own."""
    for account in climbed(end):
        ladder = account.ladder.ladder_id
        for number, rise in enumerate(account.rises):
            stands, due = rise.step, account.due(rise, account.rises[:number])
            if stands > due:  # a late message is older than what came before it
                due = max(due, account.due(rise, account.ordered_before(rise)))
            if stands > due or (account.is_exact and rise.is_even and stands != due):
                yield f"{account.whose}: step {stands} of {ladder}, due is {due}"
            if account.is_exact and not account.rests_on_served(number):
                yield f"{account.whose}: step {stands} of {ladder} before the last was served"


def a_standing_is_what_its_cases_have_reached(end: End) -> Iterator[str]:
    for account in climbed(end):
        if account.ladder.expiry.reset is not Reset.NEVER:
            continue
        level = max((rise.top for rise in account.rises), default=0)
        for file in account.files:
            name = account.ladder.ladder_id
            kept = file.kept.standing(RULEBOOK, name).level
            if account.ladder.counts is Counts.COMPANY:
                standings = end.history.ledger.company(file.who.person_id)
                kept = {s.ladder: s.level for s in standings}.get(name, 0)
            if kept != level:
                yield f"{file}: stands at {kept} of {name}, and has reached {level}"


def nobody_is_reminded_again_and_again(end: End) -> Iterator[str]:
    """Promise 1."""
    reminders = defaultdict[tuple[str, str], list[datetime]](list)
    for file, order in end.sanctions:
        if order.act is Act.REMIND and order.ladder is None:
            for clause_id in order.clause_ids:
                reminders[str(file), clause_id].append(order.at)
    for (whose, clause_id), moments in reminders.items():
        if any(b - a < _REMINDED_APART for a, b in pairwise(sorted(moments))):
            yield f"{whose}: reminded of {clause_id} twice within ten minutes"


def nobody_is_removed_who_was_not_told(end: End) -> Iterator[str]:
    """Promise 4: with clause and evidence; outsiders by the owner's word."""
    staff = {who.person_id for who in end.history.company.members if who.userid}
    told = defaultdict[str, list[str]](list)
    for effect in end.history.system.effects:
        if effect.kind == "told":
            told[effect.person_id].append(effect.text)
        reached = any("移出本群" in text and "所见" in text for text in told[effect.person_id])
        if effect.kind == "removed" and effect.person_id in staff and not reached:
            yield f"{NAMES[effect.person_id]} was removed and never told"


def nobody_is_met_with_what_they_were_not_told(end: End) -> Iterator[str]:
    """Promise 4, of every act; what somebody forestalled by going met nobody."""
    forestalled = {
        entry.facts["order"]
        for entry in end.log
        if entry.kind in {AuditKind.ORDER_PROVED, AuditKind.DEMAND_MET}
    }
    for file in end.files:
        for order in file.kept.orders:
            met = order.served_at is not None and order.order_id not in forestalled
            if not met or order.act.is_noted or order.act.is_aftermath:
                continue
            if order.told_at is None or order.told_at > order.served_at:
                yield f"{file}: {order.act} met them untold"


def what_takes_a_persons_word_had_it(end: End) -> Iterator[str]:
    for file, order in end.sanctions:
        if order.told_at is None or order.why == REFOLDED:
            continue
        if (order.ladder, order.act) in CONFIRMED_FIRST and not order.agreed:
            yield f"{file}: {order.act} of {order.ladder} went without anybody's word"
        if order.act in end.history.company.settings.second_person and len(set(order.agreed)) == 1:
            yield f"{file}: {order.act} took two persons' word and had one's"


def what_stands_is_held_up_by_a_case(end: End) -> Iterator[str]:
    """Promise 5: what stood on a voided case alone is taken back, later steps included."""
    for file, order in end.sanctions:
        if order.act.only_reminds and _had_answered(file, order):
            continue  # the words are said
        together = [
            each
            for each in file.kept.orders
            if (each.case_ids[:1], each.ladder) == (order.case_ids[:1], order.ladder)
        ]
        counting = end.counting(file.who)
        if not any(of_case(each, case) for each in together for case in counting):
            yield f"{file}: {order.act} stands on nothing that counts"


def whoever_was_removed_for_nothing_is_invited_once(end: End) -> Iterator[str]:
    """Promise 5."""
    for file in end.files:
        for removal in file.kept.orders:
            if removal.act is not Act.REMOVE or removal.stands:
                continue
            back = [o for o in file.kept.orders if o.about == removal.order_id]
            times = sum(order.act is Act.REINVITE for order in back)
            if times > 1 or (removal.served_at is not None and times == 0):
                yield f"{file}: removed, taken back, and invited {times} times"


def whoever_asked_hears_the_answer_once(end: End) -> Iterator[str]:
    """Promise 5."""
    decided = {PetitionState.SETTLED, PetitionState.REFUSED}
    for file in end.files:
        answers = Counter(o.about for o in file.kept.orders if o.asked == file.who.person_id)
        for petition in file.kept.petitions:
            if petition.state in decided and answers[petition.petition_id] != 1:
                yield f"{file}: heard {answers[petition.petition_id]} answers to one petition"


def whoever_is_out_was_removed_or_left(end: End) -> Iterator[str]:
    """Nobody stays out whose removal was taken back."""
    for file in end.files:
        member = (file.where.group_id, file.who.person_id)
        if member in end.history.system.power(file.where).members or member in end.history.went:
            continue
        removed = any(order.act is Act.REMOVE for order in file.sanctions)
        uninvited = any(
            order.act is Act.REINVITE and order.state is OrderState.REFUSED
            for order in file.kept.orders
        )
        if not removed and not uninvited:
            yield f"{file}: is out, and nothing says why"


def nothing_is_seen_twice(end: End) -> Iterator[str]:
    """A notice once for each order that announces it, a card once, a removal once an order."""
    effects = end.history.system.effects
    announced = Counter(
        Effect("posted", file.where.group_id, compose.to_group(_notice(end, file, order)))
        for file in end.files
        for order in file.kept.orders
        if order.act.is_announced and order.noticed
    )
    announced += Counter(
        Effect("posted", order.group_id, life.read(order))
        for life in end.lives
        for order in life.orders
        if order.noticed
    )
    seen = Counter(effect for effect in effects if effect.kind in {"posted", "handed"})
    for effect, times in seen.items():
        if times > (announced[effect] if effect.kind == "posted" else 1):
            yield f"{times} times {effect.kind}: {effect.text[:80]!r}"
    removals = sum(order.act is Act.REMOVE for file in end.files for order in file.kept.orders)
    if sum(effect.kind == "removed" for effect in effects) > removals:
        yield "more removals than orders for them"


def removals_keep_the_limit(end: End) -> Iterator[str]:
    """Promise 8: past it only those that a person has let go."""
    permitted = {e.facts["order"] for e in end.log if e.kind is AuditKind.ORDER_PERMITTED}
    counted = Counter(
        (file.where.group_id, order.counted_hour)
        for file in end.files
        for order in file.kept.orders
        if order.counted_hour and order.order_id not in permitted
    )
    for (group_id, hour), number in counted.items():
        if number > end.history.company.settings.removals_per_hour:
            yield f"{group_id}: {number} in {hour}"


def everything_came_to_rest(end: End) -> Iterator[str]:
    """Every order in a legal state, and nothing due."""
    managers = [
        File(where, who, end.history.system.discipline(where, who))
        for where in end.history.company.groups
        for who in (*IN_CHARGE, ARBITER)
    ]
    for file in (*end.files, *managers):
        for order in file.kept.orders:
            rests = order.state in _AT_REST or order.is_held_by_limit
            if not rests and not (order.act.is_demanded and order.state in _OWED):
                yield f"{file}: {order.act} is left {order.state} ({order.why})"
            if order.due is not None:
                yield f"{file}: {order.act} is due"


def the_worklist_is_what_waits(end: End) -> Iterator[str]:
    for where in end.history.company.groups:
        kept = [file.kept for file in end.files if file.where is where]
        waits = {(Subject.CASE, c.case_id) for each in kept for c in each.cases if c.to_review}
        waits |= {
            (Subject.ORDER, order.order_id)
            for each in kept
            for order in each.orders
            if order.awaits_confirmation or order.is_claim
        }
        listed = {(w.subject, w.item_id) for w in end.history.ledger.undecided(where.group_id)}
        if listed != waits:
            yield f"{where.group_id}: {listed} is listed, {waits} waits"


def the_log_is_whole(end: End) -> Iterator[str]:
    """Promise 11: unbroken."""
    for group_id, trail in end.trails.items():
        if trail.broken_at is not None:
            yield f"{group_id} is broken at {trail.broken_at}"


def the_log_knows_every_case_and_every_decision(end: End) -> Iterator[str]:
    """Promise 11."""
    known = {entry.facts.get("case") for entry in end.log}
    for file, case in end.cases:
        if case.case_id not in known:
            yield f"{file}: nothing of the case of {case.message_id}"
    logged = Counter(e.facts["petition"] for e in end.log if "petition" in e.facts)
    for file in end.files:
        for petition in file.kept.petitions:
            steps = 1 if petition.kind is PetitionKind.PARDON else 2  # granted as it is made
            settles = petition.kind is not PetitionKind.RE_ENTRY
            steps += settles and petition.state is PetitionState.SETTLED
            if logged[petition.petition_id] < steps:
                yield f"{file}: not all of a petition for {petition.kind}"


_PROMISES: tuple[Callable[[End], Iterable[str]], ...] = (
    a_message_is_one_case_and_cites_every_clause,
    no_case_is_lost_and_none_is_forgotten,
    no_case_is_void_but_by_a_decision,
    nobody_is_held_to_what_they_are_exempt_from,
    a_report_counts_once_and_several_make_a_matter,
    what_counts_has_led_to_something,
    what_is_decided_stays_decided,
    nobody_decides_where_they_may_not,
    a_case_takes_one_step_of_a_ladder,
    an_act_is_ordered_once,
    a_ladder_is_climbed_as_it_is_written,
    a_standing_is_what_its_cases_have_reached,
    nobody_is_reminded_again_and_again,
    nobody_is_removed_who_was_not_told,
    nobody_is_met_with_what_they_were_not_told,
    what_takes_a_persons_word_had_it,
    what_stands_is_held_up_by_a_case,
    whoever_was_removed_for_nothing_is_invited_once,
    whoever_asked_hears_the_answer_once,
    whoever_is_out_was_removed_or_left,
    nothing_is_seen_twice,
    removals_keep_the_limit,
    everything_came_to_rest,
    the_worklist_is_what_waits,
    the_log_is_whole,
    the_log_knows_every_case_and_every_decision,
)


def _is_groundless(order: Order) -> bool:
    return order.closed is not None and order.closed.why == REFOLDED


def _had_answered(file: File, order: Order) -> bool:
    """What it reminds of turned out to be nothing."""
    of = (case for case in file.kept.cases if of_case(order, case) and case.voided is not None)
    return any(case.voided.why == ANSWERED for case in of)


def _is_of_silence(case: Case) -> bool:
    return any(breach.clause_id in {TASK, NOTICE} for breach in case.breaches)


def _was_called_for(file: File, order: Order) -> bool:
    """By a breach; not by a refusal, nor in the place of a graver order."""
    same = [
        each
        for each in file.kept.orders
        if (each.ladder, each.case_ids[:1]) == (order.ladder, order.case_ids[:1])
    ]
    by_refusal = any(each.act.is_demanded and each.step < order.step for each in same)
    return not by_refusal and not any(map(_is_groundless, same))


def _notice(end: End, file: File, order: Order) -> compose.File:
    cases = tuple(case for case in file.kept.cases if case.case_id in order.case_ids)
    return compose.File(
        order=order,
        group=file.where,
        edition=end.history.company.edition,
        cases=cases,
        person=file.who,
    )
