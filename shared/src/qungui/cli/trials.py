"""``qungui trials``: what is on trial, what it found, and what would have followed."""

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.cli import sayings
from qungui.cli.options import Region, TableName
from qungui.cli.plainly import plainly
from qungui.errors import InvalidEventError
from qungui.model.linked import standing
from qungui.model.rulebook import Edition
from qungui.model.trial import Trial
from qungui.notices.acts import consequence
from qungui.notices.compose import local_time
from qungui.notices.trials import seen
from qungui.usecases.review_trial import ReviewTrial


def trials(
    rulebook: Annotated[str, typer.Argument(help="规定的名字")], table: TableName, region: Region
) -> None:
    where, clock = {"table_name": table, "region": region}, SystemClock()
    directory = DynamoDirectory(**where, clock=clock)
    review = ReviewTrial(
        directory=directory, book=DynamoGroupBook(**where), ledger=DynamoLedger(**where)
    )
    organisation = DynamoOrganisation(**where)
    with plainly():
        stands = standing(directory.published(rulebook), clock.now())
        if stands is None:
            msg = f"no edition of {rulebook} is published"
            raise InvalidEventError(msg)
        rows = [
            row
            for name, trial in organisation.settings(rulebook).trials.items()
            if (edition := directory.edition(rulebook, name)) is not None
            # an edition whose place another one took decides nothing any more
            and edition.in_force_from >= stands.edition.in_force_from
            for row in _rows(edition, trial, review)
        ]
    shown = Table(title=f"{rulebook}：试行中的条款")
    for column in ("版本", "条款", "试行到", "只记录到的", "执行时", "最多"):
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*row)
    Console().print(shown if rows else "没有试行中的条款")


def _rows(edition: Edition, trial: Trial, review: ReviewTrial) -> Iterator[tuple[str, ...]]:
    for tried in review(edition, trial):
        clause = tried.clause
        yield (
            edition.edition,
            escape(f"{clause.clause_id} {clause.text}"),
            local_time(trial.until, edition.timezone),
            escape(seen(tried)),
            consequence(edition, clause.sanction),
            sayings.MODES[clause.mode],
        )
