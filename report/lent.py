"""Tables that are lent to one build → a project whose data has them in place of its own files.

Where a publication is deployed its largest table may be a DuckDB database, or Parquet at an
address. It is brought into scratch space first, as Parquet, and is then a file like any other:
held to the contract, asked through the sealed connection, copied into the draft. An edition takes
no such table, for it is made of files that the project keeps.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any, BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import duckdb

from report import contract
from report.contract import TableContract
from report.errors import ReportError, did_you_mean, raise_all
from report.model import Project
from report.tables.quoting import quote

_DATABASES = frozenset({".duckdb", ".db"})
_PARQUET = b"PAR1"  # how a Parquet file begins, and ends
_PATIENCE = 60  # s without a byte
_BLOCK = 2**20  # bytes
_OF_CSV = ("dialect", "encoding", "format", "mediatype")


def lend(project: Project, addresses: Mapping[str, str]) -> Project:
    """Bring tables from where they are; return the project with a folder of data that has them.

    ``addresses`` says of each table, by its name, where it is: ``boats.duckdb``,
    ``boats.duckdb#name_in_it``, ``boats.parquet`` or ``https://…/boats.parquet``. Raise ReportError
    for each that is not there, or is nothing of the kind; what they hold is checked by the build.
    """
    if not addresses:
        return project
    promised = contract.read(project)
    known = [table.name for table in promised.tables]
    raise_all(
        ReportError(f'no table "{name}" to be lent', promised.path, did_you_mean(name, known))
        for name in addresses
        if name not in known
    )
    folder = project.build / "lent"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    described = json.loads((project.data / "datapackage.json").read_text(encoding="utf-8-sig"))
    errors: list[ReportError] = []
    for resource in described["resources"]:
        table = promised.table(resource["name"])
        if table.name not in addresses:
            _copy(project, table, folder)
            continue
        try:
            _bring(table, addresses[table.name], project, folder / f"{table.name}.parquet")
        except ReportError as error:
            errors += error.errors
        _describe(resource, f"{table.name}.parquet")
    raise_all(errors)
    text = json.dumps(described, indent=1, ensure_ascii=False)
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")
    return replace(project, lent=folder)


def _copy(project: Project, table: TableContract, folder: Path) -> None:
    for path in table.paths:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project.data / path, target)


def _describe(resource: dict[str, Any], path: str) -> None:
    """Let a resource of the contract be a Parquet file, and promise what it promised."""
    resource["path"] = path
    for word in _OF_CSV:
        resource.pop(word, None)


def _bring(table: TableContract, address: str, project: Project, target: Path) -> None:
    if "://" in address:
        _download(address, target)
        return
    name, _, inner = address.partition("#")
    source = Path(name) if Path(name).is_absolute() else project.root / name
    if not source.is_file():
        raise ReportError(f'there is no file "{name}" for the table "{table.name}"', address)
    if source.suffix in _DATABASES:
        _copy_out(table, source, inner or table.name, address, target)
    elif source.suffix == ".parquet":
        shutil.copyfile(source, target)
    else:
        hint = "Give a DuckDB database (.duckdb, with #table), a Parquet file or an https address."
        raise ReportError(f'"{name}" cannot be lent as a table', address, hint)


def _copy_out(table: TableContract, source: Path, inner: str, address: str, target: Path) -> None:
    """Copy a table of a DuckDB database into a Parquet file; a view of it reaches nothing else."""
    columns = ", ".join(f'"{field.name}"' for field in table.fields)
    name = inner.replace('"', '""')
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",
        "allow_community_extensions": "false",
    }
    try:
        with duckdb.connect(config=settings) as database:
            database.execute(f"ATTACH {quote(str(source))} AS lent (READ_ONLY)")
            database.execute(f"SET GLOBAL allowed_paths = [{quote(str(target))}]")
            database.execute("SET GLOBAL enable_external_access = false")
            database.execute("SET lock_configuration = true")
            database.execute(
                f'COPY (SELECT {columns} FROM lent."{name}") TO {quote(str(target))}'
                " (FORMAT parquet, COMPRESSION zstd)"
            )
    except duckdb.Error as error:
        reason = str(error).strip().partition("\n")[0]
        hint = f'It needs a table "{inner}" with the columns {columns.replace(chr(34), "")}.'
        raise ReportError(f"DuckDB cannot read the table: {reason}", address, hint) from None


def _download(address: str, target: Path) -> None:
    """Fetch a Parquet file; what is none is left as soon as that is seen."""
    _check_address(address)
    try:
        request = Request(address, headers={"Accept-Encoding": "identity"})  # noqa: S310 - looked at
        with _OPENER.open(request, timeout=_PATIENCE) as answer, target.open("wb") as file:
            _write_parquet(answer, file, address)
    except ReportError:
        target.unlink(missing_ok=True)
        raise
    except (URLError, HTTPException, TimeoutError, ConnectionError) as error:
        target.unlink(missing_ok=True)
        if isinstance(error, HTTPError):
            error.close()
        reason = getattr(error, "reason", None) or error
        raise ReportError(f"the address does not answer: {reason}", address) from None


def _write_parquet(answer: BinaryIO, file: BinaryIO, address: str) -> None:
    first = answer.read(_BLOCK)
    if not first.startswith(_PARQUET):
        raise ReportError("what the address answers with is no Parquet", address)
    file.write(first)
    last = first
    while block := answer.read(_BLOCK):
        file.write(block)
        last = (last + block)[-len(_PARQUET) :]
    if not last.endswith(_PARQUET):
        raise ReportError("the file came only in part", address, "Run it again.")


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    here = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if parts.scheme != "https" and not (parts.scheme == "http" and here):
        hint = "Who listens on the way could put other rows in: use https."
        raise ReportError(f'"{parts.scheme}" is no way to fetch a table', address, hint)


class _Redirects(HTTPRedirectHandler):
    """Goes where an answer sends it, if that is a way to fetch a table."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - as the parent has it
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        """Look at where it leads first."""
        try:
            _check_address(newurl)
        except ReportError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_OPENER = build_opener(_Redirects)
