"""What is on file of a group, taken along before it is closed, and the paper that says it is."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.register import DynamoRegister
from qungui.cli.options import By, Region, TableName
from qungui.cli.package_files import ClosingPackage
from qungui.cli.plainly import plainly
from qungui.cli.print_paper import print_paper
from qungui.cli.recorded import on_file, recorded
from qungui.errors import InvalidEventError
from qungui.model.filing import LifeState
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.notices.on_file import STATES, on_record
from qungui.notices.papers import Certified, certificate
from qungui.usecases.find_ground import FindGround
from qungui.usecases.read_group_record import ReadGroupRecord, anchored
from qungui.usecases.record_form import filled_record

_ZIP = ".zip"

Group = Annotated[str, typer.Argument(help="群的编号")]


def closing_package(
    group: Group,
    *,
    to: Annotated[Path, typer.Option(help="写到哪个文件夹，或哪个 .zip 文件；须还不存在")],
    by: By,
    table: TableName,
    region: Region,
) -> None:
    """It names people: that it was taken stands in the group's log."""
    with plainly():
        if to.exists():
            msg = f"{to} 已经存在"
            raise ValueError(msg)
        package = _read(group, table=table, region=region)
        entry = AuditEntry(
            kind=AuditKind.EVIDENCE_PACKAGED,
            at=SystemClock().now(),
            facts={"group": package.of.record.filing.group_id},
            people={"by": recorded(by, table=table, region=region)},
        )
        log = DynamoAuditLog(table_name=table, region=region)
        log.append(package.of.record.filing.group_id, entry)
        _write(package, to)
    typer.echo(f"已写入 {to}：{on_record(package.of.record)}")


def certify(
    group: Group,
    *,
    to: Annotated[Path, typer.Option(help="写到哪个文件：.docx 或 .xlsx")],
    table: TableName,
    region: Region,
) -> None:
    with plainly():
        of = _read(group, table=table, region=region).of
        if of.record.filing.state is not LifeState.DISSOLVED:
            msg = f"“{of.record.filing.name}”{STATES[of.record.filing.state]}，还没有解散"
            raise InvalidEventError(msg)
        print_paper(certificate(of), to)
    typer.echo(f"已写入 {to}")


def _read(group: str, *, table: str, region: str) -> ClosingPackage:
    where: dict[str, str] = {"table_name": table, "region": region}
    clock, log = SystemClock(), DynamoAuditLog(**where)
    people = DynamoPeople(**where, clock=clock)
    directory = DynamoDirectory(**where, clock=clock)
    find = FindGround(directory=directory, organisation=DynamoOrganisation(**where), clock=clock)
    filing, ground = on_file(DynamoRegister(**where), find, group)
    read = ReadGroupRecord(
        book=DynamoGroupBook(**where), ledger=DynamoLedger(**where), audit_log=log
    )
    record = read(filing)
    names = {who: each.called for who, each in people.get_many(record.named).items()}
    return ClosingPackage(
        of=Certified(record, names, ground.law.calendar.zone),
        form=filled_record(filing, ground.law, names),
        anchored=tuple(anchored(log, filing.group_id)),
    )


def _write(package: ClosingPackage, to: Path) -> None:
    """*to* is there once all of it is written."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=to.parent) as held:
        folder = Path(held) / to.stem
        folder.mkdir()
        package.write(folder)
        if to.suffix == _ZIP:
            made = shutil.make_archive(str(folder), "zip", root_dir=held, base_dir=folder.name)
            Path(made).replace(to)
        else:
            folder.replace(to)
