"""Whether what the platform shows of a group proves an order for it. Pure."""

from qungui.model.act import Act
from qungui.model.ids import Alias
from qungui.model.order import Order
from qungui.model.person import Person
from qungui.model.roster import Look

PROVABLE = frozenset({Act.REMOVE, Act.RENAME, Act.CHANGE_OWNER, Act.SOFT_CLOSE, Act.DISSOLVE})
"""Acts whose result can be seen somewhere; of all others the person's word is all there is."""


def shows(order: Order, look: Look, about: Person | None = None) -> bool | None:
    """None where no look could ever show it. *about* is whom the order concerns."""
    match order.act:
        case Act.RENAME:
            return look.name == order.wanted
        case Act.CHANGE_OWNER:
            return about is not None and _is(look.owner, about)
        case Act.SOFT_CLOSE:
            return look.dissolved or look.others == 0
        case Act.DISSOLVE:
            return look.dissolved
        case _:
            return None


def _is(alias: Alias | None, person: Person) -> bool:
    """Userids are compared without regard to case, as the platform does."""
    if alias is None:
        return False
    shown = (alias.kind, alias.name.casefold())
    return any((each.kind, each.name.casefold()) == shown for each in person.aliases)
