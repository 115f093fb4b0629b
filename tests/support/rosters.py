"""Members of groups, looked at in memory."""

from qungui.adapters.memory.budgets import MemoryBudgets
from qungui.adapters.memory.crashes import MemoryCrashes
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.permits import MemoryPermits
from qungui.usecases.move_member import MoveMember
from qungui.usecases.notice_members import NoticeMembers


def notice_members(move: MoveMember, people: MemoryPeople) -> NoticeMembers:
    return NoticeMembers.over(
        move,
        people=people,
        permits=MemoryPermits(),
        budgets=MemoryBudgets(),
        crashes=MemoryCrashes(),
    )
