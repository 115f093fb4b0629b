"""Which group on file somebody means by a number."""

from dataclasses import dataclass

from qungui.model.filing import Filing
from qungui.model.short_number import with_number
from qungui.notices import on_file, outcomes
from qungui.ports import Register


@dataclass(frozen=True, slots=True)
class FindFiled:
    register: Register

    def __call__(self, number: int) -> Filing | str:
        """The one group of that number; else what to answer."""
        found = with_number(str(number), (filed.group_id for filed in self.register.every()))
        if len(found) > 1:
            return outcomes.several_of_number(number)
        filing = self.register.filing(found[0]) if found else None
        return on_file.no_such_group(number) if filing is None else filing
