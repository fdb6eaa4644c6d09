"""``data/datapackage.json`` in, a ``Contract`` out, or all its faults with their lines.

The file is a Data Package (v2); these properties are ours: ``minimumRows`` and ``mayShrink``
of a table (the share of its rows that it may lose from edition to edition), and
``name``, ``publisher``, ``date``, ``licence``, ``redistributable`` and ``note`` of a source.
A field named ``source`` holds the names of declared sources.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path, PurePosixPath

from report.contract.jsonfile import Part, parse
from report.contract.schema import Field, ForeignKey, read_field, read_foreign_keys
from report.errors import ReportError, did_you_mean, raise_all
from report.model import Project, Source
from report.names import rule
from report.store import remembered

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")

_LONGEST = 100  # letters of a name; file systems take 255 bytes


@dataclass(frozen=True, slots=True)
class TableContract:
    """What one table promises."""

    name: str
    path: str  # within data/: a CSV file, a Parquet file or a folder of Parquet files
    paths: tuple[str, ...]  # the files that this stands for
    fields: tuple[Field, ...]
    title: str = ""
    description: str = ""
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    minimum_rows: int = 1
    may_shrink: Decimal | None = None  # the share of its rows it may lose from edition to edition
    where: str = ""  # the line of the contract from which its fields stand

    @property
    def is_csv(self) -> bool:
        """Whether the table is a text file; otherwise it is Parquet."""
        return self.paths[0].endswith(".csv")

    def field(self, name: str) -> Field:
        """Return a field by its name; the name is known to be right."""
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms under which the package is passed on."""

    name: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Contract:
    """All that ``data/datapackage.json`` promises of the data beside it."""

    path: str  # as typed in the project
    name: str
    title: str
    description: str
    licences: tuple[Licence, ...]
    sources: tuple[Source, ...]
    tables: tuple[TableContract, ...]

    def table(self, name: str) -> TableContract:
        """Return a table by its name; the name is known to be right."""
        return next(table for table in self.tables if table.name == name)


def read(project: Project) -> Contract:
    """Read the contract of a project's data; raise every fault of it together."""
    path = project.data / "datapackage.json"
    shown = project.shown(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        hint = "It says which tables there are, what they promise and where they come from."
        raise ReportError("the data has no contract", shown, hint) from None
    except OSError as error:
        raise ReportError(f"the file cannot be read: {error.strerror}", shown) from None
    except UnicodeDecodeError:
        raise ReportError("this is not UTF-8 text", shown, "Save it as UTF-8.") from None
    parts = [shown, text, _listing(project.data)]
    return remembered(project.build, "contract", parts, lambda: _read(text, shown, project.data))


def _listing(data: Path) -> list[tuple[str, str]]:
    """Return all that is in a folder, and where links in it lead."""
    return [
        (path.relative_to(data).as_posix(), str(path.resolve()) if path.is_symlink() else "")
        for path in sorted(data.rglob("*"))
    ]


def _read(text: str, shown: str, data: Path) -> Contract:
    file = parse(text, shown)
    if not isinstance(file.value, dict):
        raise ReportError("a contract is one JSON object", f"{shown}:1")
    package = Part(file, file.value, "package")
    package.spelled({"name", "title", "description", "licenses", "sources", "resources"})
    contract = Contract(
        path=shown,
        name=package.text("name"),
        title=package.text("title", required=True),
        description=package.text("description"),
        licences=tuple(_read_licence(part) for part in package.parts("licenses", "licence")),
        sources=tuple(_read_source(part) for part in package.parts("sources", "source")),
        tables=tuple(_read_tables(package, data)),
    )
    _check_names(list(package.parts("sources", "source")))
    _check_names(list(package.parts("resources", "table")))
    _check_references(package, contract)
    raise_all(package.errors)
    return contract


def _read_licence(part: Part) -> Licence:
    return Licence(part.text("name"), part.text("title", required=True), part.text("path"))


def _read_source(part: Part) -> Source:
    part.spelled(
        "name title publisher date path licence redistributable note email version".split()
    )
    date = part.text("date", required=True)
    if date and not _DATE.fullmatch(date):
        hint = "Write 2019-09-17, 2023-03 or 2025: as exact as the publisher gives it."
        part.fault(f'"{date}" is not a date of a source', "date", hint)
    url = part.text("path")
    if url and not re.fullmatch(r"https?://[^\s<>\"]+", url):
        part.fault(f'"{url}" is not a web address', "path", 'It begins with "https://".')
    return Source(
        name=part.text("name", required=True),
        title=part.text("title", required=True),
        publisher=part.text("publisher", required=True),
        date=date,
        url=url,
        licence=part.text("licence", required=True),
        redistributable=part.flag("redistributable", required=True),
        note=part.text("note"),
    )


def _check_names(parts: Sequence[Part]) -> None:
    """Note names that cannot be published, and names that stand twice."""
    seen: set[str] = set()
    for part in parts:
        name = part.value.get("name")
        if not isinstance(name, str):
            continue
        if not NAME.fullmatch(name):
            part.fault(f'"{name}" cannot be the name of a {part.kind}', "name", rule(part.kind))
        if name in seen:
            part.fault(f"{part.label} stands twice", "name")
        seen.add(name)


def _read_tables(package: Part, data: Path) -> Iterator[TableContract]:
    if not package.value.get("resources"):
        hint = "Bring one from a file: python build.py new table NAME --from FILE"
        package.fault("the package has no tables", hint=hint)
    for part in package.parts("resources", "table"):
        part.spelled(
            "name path title description schema minimumRows mayShrink dialect scheme format mediatype "
            "encoding type profile sources licenses".split()
        )
        schema = part.part("schema", "schema")
        schema.spelled({"fields", "primaryKey", "foreignKeys", "missingValues"})
        if not schema.value.get("fields"):
            part.fault(f"{part.label} has no fields", hint='List them under "schema", "fields".')
        rows = part.count("minimumRows")
        key = schema.names("primaryKey")
        fields = (read_field(each) for each in schema.parts("fields", "field"))
        yield TableContract(
            name=part.text("name", required=True),
            path=part.text("path"),
            paths=_read_paths(part, data),
            title=part.text("title"),
            description=part.text("description"),
            # A part of a primary key is required, whether or not it says so.
            fields=tuple(replace(f, required=f.required or f.name in key) for f in fields),
            primary_key=key,
            foreign_keys=tuple(read_foreign_keys(part, schema)),
            minimum_rows=1 if rows is None else rows,
            may_shrink=part.share("mayShrink"),
            where=part.file.where((*part.place, "schema", "fields")),
        )
        _check_names(list(schema.parts("fields", "field")))
        _check_reading(part, schema)


def _read_paths(part: Part, data: Path) -> tuple[str, ...]:
    """Return the files of a table, within ``data/``."""
    text = part.text("path", required=True)
    path = PurePosixPath(text)
    place = data / path
    if not text:
        return ()
    unsafe = re.search(r"[:*?\\\x00-\x1f]", text) or max(map(len, path.parts), default=0) > _LONGEST
    if path.is_absolute() or ".." in path.parts or unsafe:
        part.fault(f'"{text}" is not a path within data/', "path")
    elif not place.exists():
        known = [each.relative_to(data).as_posix() for each in sorted(data.rglob("*.*"))]
        hint = did_you_mean(text, [name for name in known if name != "datapackage.json"])
        part.fault(f'no file "{text}" in data/', "path", hint)
    elif not place.resolve().is_relative_to(data.resolve()):
        part.fault(f'"{text}" is a link that leads out of data/', "path")
    elif place.is_dir():
        files = sorted(each.relative_to(data).as_posix() for each in place.rglob("*.parquet"))
        if not files:
            part.fault(f'the folder "{text}" holds no Parquet files', "path")
        return tuple(files)
    elif path.suffix not in {".csv", ".parquet"}:
        hint = "A table is a CSV file, a Parquet file or a folder of Parquet files."
        part.fault(f'"{text}" cannot be read as a table', "path", hint)
    return (text,)


def _check_reading(part: Part, schema: Part) -> None:
    """Note what would make other programs read the file otherwise than this one does."""
    dialect = part.part("dialect", "dialect")
    understood = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}
    for key, value in understood.items():
        if dialect.value.get(key, value) != value:
            what = f'the only "{key}" understood is {json.dumps(value)}'
            dialect.fault(what, key)
    if part.text("encoding").lower() not in {"", "utf-8", "utf8"}:
        part.fault("the only encoding understood is UTF-8", "encoding")
    if schema.value.get("missingValues", [""]) != [""]:
        schema.fault("only an empty cell is a missing value", "missingValues")


def _check_references(package: Part, contract: Contract) -> None:
    """Note keys that name fields or tables which there are not."""
    known = {table.name: table for table in contract.tables}
    for part, table in zip(package.parts("resources", "table"), contract.tables, strict=True):
        schema = part.part("schema", "schema")
        names = [field.name for field in table.fields]
        for name in table.primary_key:
            if name not in names:
                what = f'the primary key names no field "{name}"'
                schema.fault(what, "primaryKey", did_you_mean(name, names))
        _check_withheld(part, table)
        keys = schema.parts("foreignKeys", "foreign key")
        for key_part, key in zip(keys, table.foreign_keys, strict=True):
            _check_foreign_key(key_part, key, table, known)


def _check_withheld(part: Part, table: TableContract) -> None:
    """Note columns that cannot be kept from readers, for they are met elsewhere."""
    hidden = {field.name for field in table.fields if not field.redistributable}
    for name in table.primary_key:
        if name in hidden:
            what = f'"{name}" is part of the primary key, and may not be passed on'
            part.fault(what, "schema", "Rows that readers get are told apart by their key.")
    for name in sorted(hidden):
        if any(f"/{name}=" in f"/{path}" for path in table.paths):
            what = f'"{name}" stands in the names of folders, and may not be passed on'
            part.fault(what, "path")
    if hidden and len(hidden) == len(table.fields):
        hint = "Mark its source as not redistributable: the table is withheld then."
        part.fault(f"{part.label} has no column that may be passed on", hint=hint)


def _check_foreign_key(
    part: Part, key: ForeignKey, table: TableContract, known: Mapping[str, TableContract]
) -> None:
    if key.table not in known:
        what = f'the foreign key names no table "{key.table}"'
        part.fault(what, "reference", did_you_mean(key.table, known))
        return
    if not key.fields or len(key.fields) != len(key.references):
        part.fault("a foreign key names as many fields as it refers to, and at least one")
        return
    for name, other in zip(key.fields, key.references, strict=True):
        types = []
        sides = ((table, name, "fields"), (known[key.table], other, "reference"))
        for side, named, property_ in sides:
            field = next((field for field in side.fields if field.name == named), None)
            if field is None:
                what = f'the foreign key names no field "{named}" of table "{side.name}"'
                hint = did_you_mean(named, [field.name for field in side.fields])
                part.fault(what, property_, hint)
            else:
                types.append(field.type)
                if property_ == "reference" and not field.redistributable:
                    what = f'"{named}" of table "{side.name}" may not be passed on'
                    hint = f'The fields that refer to it, "{name}" here, hold its values.'
                    part.fault(what, property_, hint)
        if len(set(types)) > 1:
            part.fault(f'"{name}" holds {types[0]} values and "{other}" {types[1]} values')
