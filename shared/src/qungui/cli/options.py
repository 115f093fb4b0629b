"""Arguments that several commands take."""

from pathlib import Path
from typing import Annotated

import typer

RulebookFile = Annotated[Path, typer.Argument(help="规定文件（YAML）", exists=True, dir_okay=False)]
TableName = Annotated[str, typer.Option("--table", help="DynamoDB 表名")]
PersonName = Annotated[str, typer.Option("--person", help="userid，或外部联系人的编号")]
Region = Annotated[str, typer.Option(help="区域", envvar="AWS_REGION")]
GroupId = Annotated[str, typer.Option(help="本系统的群编号")]
OfOrganisation = Annotated[
    str, typer.Option("--organisation", help="规定的名字：不是一个群，而是适用它的所有群")
]
ClauseId = Annotated[str, typer.Option(help="条款编号，如 R01.3.10")]
By = Annotated[str, typer.Option(help="办理人的 userid，记入审计")]
