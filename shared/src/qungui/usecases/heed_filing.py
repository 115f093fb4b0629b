"""The platform shows a group otherwise than it is on file: put right, or its owner is asked to."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from qungui.lifecycle.law import NAMED
from qungui.model.act import Act
from qungui.model.filing import Filing, LifeState
from qungui.model.group import Mode
from qungui.notices import on_file
from qungui.usecases.live_on import LiveOn
from qungui.usecases.order_for_group import Wish
from qungui.usecases.tell_people import tell

_FILED = "filing"


@dataclass(frozen=True, slots=True)
class Differs:
    """
    Attributes:
        expected: What it should be called, or the person id of its owner; empty for the notice,
            which nothing on file gives word by word.
        clause_id: By which clause; empty where only the filing says so.
    """

    expected: str
    clause_id: str


@dataclass(frozen=True, slots=True)
class HeedFiling:
    """
    Safe to repeat: it is put right once a day, and the platform drops the same words. A clause
    that only records lets everything stand. Each answers None where nothing is to be put right, or
    nobody filed the group; each raises TransientError where it cannot be told now.
    """

    live_on: LiveOn

    def name(self, group_id: str, shown: str) -> Differs | None:
        filing = self._filed(group_id)
        if filing is None or shown == filing.name:
            return None
        wish = _wish(filing, Act.RENAME, f"shown as {shown}", wanted=filing.name)
        return self._put_right(
            filing, NAMED, lambda clause_id: on_file.renamed(filing, shown, clause_id), wish
        )

    def owner(self, group_id: str, shown: str) -> Differs | None:
        """*shown*: person id. An owner who left is nobody to go back to."""
        filing = self._filed(group_id)
        if filing is None or not filing.owner or shown == filing.owner:
            return None
        owner = self.live_on.people.get(filing.owner)
        if owner is None or owner.left_at is not None:
            return None
        name = owner.name or owner.userid or ""
        wish = _wish(filing, Act.CHANGE_OWNER, f"owned by {shown}", about=filing.owner)
        return self._put_right(
            filing,
            _FILED,
            lambda clause_id: on_file.owned_otherwise(filing, name, clause_id),
            wish,
            besides=shown,
        )

    def notice(self, group_id: str) -> Differs | None:
        """Somebody changed it: whether it still fits what is on file a person must say."""
        filing = self._filed(group_id)
        if filing is None:
            return None
        return self._put_right(
            filing, _FILED, lambda clause_id: on_file.notice_changed(filing, clause_id)
        )

    def _filed(self, group_id: str) -> Filing | None:
        """What was only seen is not on file by anybody's word."""
        filing = self.live_on.register.filing(group_id)
        if filing is None or filing.state.is_final or filing.state is LifeState.UNFILED:
            return None
        return filing if filing.number or filing.proposed_by else None

    def _put_right(
        self,
        filing: Filing,
        procedure: str,
        text: Callable[[str], str],
        wish: Wish | None = None,
        *,
        besides: str = "",
    ) -> Differs | None:
        """
        By API or by a person's hand; without a *wish* whoever owns it is only asked, and *besides*
        them a person whom it is about.
        """
        live_on = self.live_on
        ground, now = live_on.find(filing), live_on.clock.now()
        if ground is None:
            return None
        clause_id = ground.law.cites.get(procedure, "")
        mode = ground.mode(clause_id, now)
        if mode <= Mode.OBSERVE:
            return None
        differs = Differs("" if wish is None else wish.wanted or wish.about, clause_id)
        if wish is not None and mode is Mode.ENFORCE and ground.linked is not None:
            occasion = f"{wish.occasion} {now:%Y-%m-%d}"
            if not live_on.order(replace(wish, clause_id=clause_id, occasion=occasion)).anew:
                return differs  # on its way, or with a person who has a card for it
        owners = ground.owners(filing) or ground.managers(filing)
        to = dict.fromkeys((*owners, *filter(None, [besides])))
        tell(live_on.people, live_on.messenger, to, text(clause_id))
        return differs


def _wish(filing: Filing, act: Act, occasion: str, *, wanted: str = "", about: str = "") -> Wish:
    return Wish(
        group_id=filing.group_id,
        act=act,
        ordered_by="",
        wanted=wanted,
        about=about,
        occasion=occasion,
    )
