"""An edition is published, or taken a stage further: what it says anew begins on trial."""

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from qungui.engine.trials import Terms, trials_with
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.organisation import OrganisationChange
from qungui.model.publication import Published, Stage
from qungui.model.rulebook import Edition
from qungui.model.trial import Trial
from qungui.ports import Clock, Directory, Organisation
from qungui.rulebook.problems import RulebookError
from qungui.usecases.found_wrongly import FoundWrongly


@dataclass(frozen=True, slots=True)
class PublishEdition:
    """Safe to repeat."""

    directory: Directory
    organisation: Organisation
    found_wrongly: FoundWrongly
    clock: Clock

    def __call__(
        self,
        edition: Edition,
        *,
        stage: Stage,
        source: str = "",
        no_trial: bool = False,
        though_wrong: bool = False,
        by: str = "",
    ) -> Trial | None:
        """
        Its trial; None where nothing is on one.

        *no_trial*: everything acts at once, also what is on trial in this edition already.
        *though_wrong*: also where it finds again what was found wrongly before. *by*: who wants
        it, by person id.

        Raises:
            RulebookError: Messages would be judged by it, and it finds again what was found
                wrongly before.
            InvalidEventError: It is stored with other words, or stands further already.
            TransientError: Another change was under way.
        """
        wrong = () if stage is Stage.DRAFT else self.found_wrongly.still(edition)
        if wrong and not though_wrong:
            raise RulebookError(wrong)
        settings = self.organisation.settings(edition.rulebook)
        published = self.directory.published(edition.rulebook)
        terms = Terms(self.clock.now(), timedelta() if no_trial else settings.trial)
        now = replace(
            settings,
            version=settings.version + 1,
            trials=trials_with(settings.trials, published, Published(edition, stage), terms),
        )
        facts = {
            "rulebook": edition.rulebook,
            "edition": edition.edition,
            "stage": stage.name.lower(),
            "source": sha256(source.encode()).hexdigest() if source else "",
            "found_wrongly": str(len(wrong)),
            "trial_days": str(terms.length.days),
            "settings": str(now.version),
        }
        entry = AuditEntry(
            kind=AuditKind.RULEBOOK_PUBLISHED, at=terms.now, facts=facts, people={"by": by}
        )
        change = OrganisationChange(rulebook=edition.rulebook, settings=now, audit=entry)
        self.directory.publish(edition, stage=stage, source=source, change=change)
        return now.trials.get(edition.edition)
