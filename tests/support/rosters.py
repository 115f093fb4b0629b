"""Members of groups, looked at in memory."""

from qungui.adapters.memory.budgets import MemoryBudgets
from qungui.adapters.memory.crashes import MemoryCrashes
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.permits import MemoryPermits
from qungui.adapters.memory.register import MemoryRegister
from qungui.usecases.move_member import MoveMember
from qungui.usecases.notice_members import NoticeMembers


def notice_members(
    move: MoveMember,
    people: MemoryPeople,
    *,
    permits: MemoryPermits | None = None,
    register: MemoryRegister | None = None,
) -> NoticeMembers:
    return NoticeMembers.over(
        move,
        people=people,
        permits=permits or MemoryPermits(),
        register=register or MemoryRegister(lambda _group_id, _entry: None),
        budgets=MemoryBudgets(),
        crashes=MemoryCrashes(),
    )
