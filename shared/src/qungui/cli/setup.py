"""What an administrator sets up on a deployed table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.adapters.dynamo.worklist import DynamoWorklist
from qungui.cli.recorded import recorded
from qungui.errors import InvalidEventError
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.linked import Linked, in_use
from qungui.model.publication import Published, Stage
from qungui.model.rulebook import Edition
from qungui.model.trial import Trial
from qungui.usecases.found_wrongly import FoundWrongly
from qungui.usecases.publish_edition import PublishEdition


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """The deployed table that is set up."""

    table: str
    region: str

    @property
    def _directory(self) -> DynamoDirectory:
        return DynamoDirectory(table_name=self.table, region=self.region, clock=SystemClock())

    def publish(
        self,
        edition: Edition,
        *,
        stage: Stage,
        source: str,
        no_trial: bool,
        though_wrong: bool,
        by: str,
    ) -> Trial | None:
        """Store *edition* with its file, or take it a stage further; its trial. *by*: a userid."""
        where = {"table_name": self.table, "region": self.region}
        directory = self._directory
        wrongly = FoundWrongly(DynamoWorklist(**where), DynamoLedger(**where), directory)
        publishing = PublishEdition(directory, DynamoOrganisation(**where), wrongly, SystemClock())
        return publishing(
            edition,
            stage=stage,
            source=source,
            no_trial=no_trial,
            though_wrong=though_wrong,
            by=recorded(by, table=self.table, region=self.region),
        )

    def published(self, rulebook: str) -> Sequence[Published]:
        return self._directory.published(rulebook)

    def source(self, rulebook: str, edition: str) -> str:
        """
        The file that an edition was read from, comments and all.

        Raises:
            InvalidEventError: No such edition, or none that was published with its file.
        """
        text = self._directory.source(rulebook, edition)
        if text is None:
            msg = f"no file is kept of {rulebook} {edition}"
            raise InvalidEventError(msg)
        return text

    def link(
        self,
        *,
        group_id: str,
        name: str,
        kind: GroupKind,
        rulebook: str,
        aliases: Sequence[str],
        roles: Mapping[Role, Sequence[str]],
        filed_as: str = "",
    ) -> Group:
        """
        Put a group under *rulebook* from this moment on; *roles* name staff by userid.

        A group that is under it already keeps its settings and the moment the rules began.
        """
        directory = self._directory
        was = directory.group(group_id)
        stays = was if was is not None and was.group.rulebook == rulebook else None
        group = Group(
            group_id=group_id,
            name=name,
            kind=kind,
            aliases=tuple(map(Alias.parse, aliases)),
            rulebook=rulebook,
            rules_from=stays.group.rules_from if stays else SystemClock().now(),
            roles={role: self._known(userids) for role, userids in roles.items()},
            filed_as=filed_as,
            commanded={} if was is None else was.group.commanded,
        )
        directory.link(group, stays.settings if stays else GroupSettings())
        book = DynamoGroupBook(table_name=self.table, region=self.region)
        for alias in group.aliases:  # so that it can be proposed for a room that nobody filed
            book.register(alias, kind, SystemClock().now())
        return group

    def judged_by(self, group: Group) -> Edition:
        """The edition that is in force now, or begins next; strongly consistent."""
        used = (one.to_judge_by() for one in in_use(self.published(group.rulebook)))
        editions = tuple(edition for edition in used if edition is not None)
        linked = Linked(group, GroupSettings(), editions)
        return linked.edition_at(SystemClock().now()) or editions[0]

    def _known(self, userids: Sequence[str]) -> tuple[str, ...]:
        return tuple(recorded(each, table=self.table, region=self.region) for each in userids)
