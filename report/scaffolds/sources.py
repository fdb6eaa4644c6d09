"""The name of a source in, its entry in ``data/datapackage.json`` out, to be filled in."""

from datetime import UTC, datetime

from report import disk
from report.contract import NAME
from report.errors import ReportError
from report.model import Project
from report.names import rule
from report.scaffolds import packagefile
from report.scaffolds.made import Made
from report.scaffolds.packagefile import PackageFile
from report.scaffolds.text import filled

_KEY = "sources"


def source(project: Project, name: str) -> Made:
    """Declare a source, after those that are declared; the rest of the file stays as it is."""
    file = packagefile.read(project)
    names = file.names(_KEY)
    if name in names:
        place = file.place(_KEY, names.index(name))
        raise ReportError(f'there is a source "{name}"', place, "Choose another name.")
    declared_one = declared(file, name)
    disk.write(project.data / "datapackage.json", declared_one.text.encode())
    then = "Fill in its title, publisher, date and licence; readers see them with the data."
    line = f'"source": "{name}" in a row of a table'
    return Made(f"{file.where}:{declared_one.line_of(_KEY)}", line, "", then)


def declared(file: PackageFile, name: str) -> PackageFile:
    """Return the contract's file with a source of this name; one that is there stays as it is."""
    if name in file.names(_KEY):
        return file
    if not NAME.fullmatch(name):
        hint = rule("source")
        raise ReportError(f'"{name}" cannot be the name of a source', file.where, hint)
    entry = filled("source.json", name=name, date=str(datetime.now(tz=UTC).year))
    return file.with_entry(_KEY, entry)
