"""Who holds an office that a regulation names, for all groups under it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qungui.errors import InvalidEventError, TransientError
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.linked import standing
from qungui.model.organisation import OrganisationChange, OrganisationSettings
from qungui.ports import Clock, Directory, Organisation

_ATTEMPTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOffice:
    """Safe to repeat: what is so already makes no new version."""

    directory: Directory
    organisation: Organisation
    clock: Clock

    def __call__(
        self, rulebook: str, office: str, people: Sequence[str], *, by: str = ""
    ) -> OrganisationSettings:
        """
        *people*, by their ids, hold *office* from now on; nobody does where there are none. The
        settings as they are then.

        Raises:
            InvalidEventError: No such rulebook, or an office without a name.
            TransientError: Others kept changing the settings.
        """
        now = self.clock.now()
        if standing(self.directory.published(rulebook), now) is None:
            msg = f"no edition of {rulebook} is published"
            raise InvalidEventError(msg)
        if not office.strip():
            msg = "which office?"
            raise InvalidEventError(msg)
        for _ in range(_ATTEMPTS):
            was = self.organisation.settings(rulebook)
            offices = {**was.offices, office.strip(): tuple(dict.fromkeys(people))}
            held = {name: holders for name, holders in offices.items() if holders}
            if held == was.offices:
                return was
            settings = replace(was, version=was.version + 1, offices=held)
            facts = {
                "rulebook": rulebook,
                "office": office.strip(),
                "settings": str(was.version + 1),
            }
            named = {f"holder_{number}": who for number, who in enumerate(people, 1)}
            entry = AuditEntry(
                kind=AuditKind.SETTINGS_CHANGED, at=now, facts=facts, people={"by": by, **named}
            )
            change = OrganisationChange(rulebook=rulebook, settings=settings, audit=entry)
            if self.organisation.commit(change):
                return settings
        msg = "others kept changing the organisation's settings"
        raise TransientError(msg)
