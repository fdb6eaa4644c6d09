"""A name and a table in, a query that runs out: a figure, a claim or a law, with its comments."""

from report.contract.schema import Field
from report.errors import raise_all
from report.model import Project
from report.scaffolds import made, subject, taken
from report.scaffolds.made import Made
from report.scaffolds.subject import Subject
from report.scaffolds.text import filled, sayable, words
from report.unwritten import MARK

_ENTRIES = "[unit: entries|entry, min: 1]"


def figure(
    project: Project, name: str, *, table: str = "", source: str = "", into: str = ""
) -> Made:
    """Write a figure over a table: what its things have or how often each stands there."""
    raise_all(taken.faults(project, "figure", name))
    page = made.page_of(project, into)
    about = subject.find(project, table)
    sources = subject.sources_of(project, about, source)
    path = f"queries/{name}.sql"
    made.write(project, path, _figure(name, about, sources))
    line = f"{{{{ table(fig.{name}) }}}}"
    other = "" if table or about.is_only else " (--table NAME takes another)"
    then = f"It {_told(about)}{other}: put your own query in its place."
    if about.label:
        then += f" Then draw it: python build.py new chart {name}"
    return Made(path, line, made.show(project, page, line), then)


def claim(
    project: Project, name: str, *, table: str = "", source: str = "", into: str = ""
) -> Made:
    """Write a claim over a table that holds: that it is not empty."""
    raise_all(taken.faults(project, "claim", name))
    page = made.page_of(project, into)
    about = subject.find(project, table)
    path = f"queries/claims/{name}.sql"
    says = sayable(f"The table {words(about.table.name).lower()} is not empty", "Data is there")
    sources = subject.sources_of(project, about, source)
    made.write(
        project,
        path,
        filled("claim.sql", name=name, says=says, table=about.name, sources=sources),
    )
    line = f"{{% claim {name} %}}{MARK} {says}{{% endclaim %}}."
    then = f"{_asked(about, table)}. Put your own sentence and its query in the place of these."
    return Made(path, line, made.show(project, page, line), then)


def law(project: Project, name: str, *, table: str = "") -> Made:
    """Write a law over a table that holds: that a column which must be there is."""
    raise_all(taken.faults(project, "law", name))
    about = subject.find(project, table)
    fields = about.table.fields
    field = next((each for each in fields if each.required), fields[0])
    shown = [subject.quoted(each) for each in about.table.primary_key or (field.name,)]
    path = f"queries/checks/{name}.sql"
    made.write(
        project,
        path,
        filled(
            "law.sql",
            says=f"No entry of {about.table.name} lacks its {field.name}",
            table=about.name,
            field=subject.quoted(field.name),
            shown=", ".join(shown),
        ),
    )
    then = f"{_asked(about, table)}. Put your own rule in its place; it is kept at each build."
    return Made(path, then=then)


def _figure(name: str, about: Subject, sources: str) -> str:
    count = "entries" if not about.label or about.label.name != "entries" else "counted"
    entries = (count, "BIGINT", f"Entries  {_ENTRIES}")
    of_table = words(about.table.name)
    title = sayable(words(name), of_table, "Entries of the data")
    if about.label is None:
        return filled(
            "figure.sql",
            name=name,
            title=title,
            columns=_columns(entries),
            key="rows: one",
            sources=sources,
            cell=f"fig.{name}.{count}",
            select=f"SELECT count(*) AS {count}\nFROM {about.name};",
        )
    label = subject.quoted(about.label.name)
    if about.number:
        number = subject.quoted(about.number.name)
        value = (about.number.name, about.number.duckdb, f"{_label(about.number)}  {_unit(about)}")
        select = f"SELECT {label}, {number}\nFROM {about.name}\nORDER BY {number} DESC, {label};"
    else:
        value = entries
        select = (
            f"SELECT {label}, count(*) AS {count}\nFROM {about.name}\n"
            f"GROUP BY {label}\nORDER BY {count} DESC, {label};"
        )
    return filled(
        "figure.sql",
        name=name,
        title=title,
        columns=_columns((about.label.name, about.label.duckdb, _label(about.label)), value),
        key=f"key: {about.label.name}",
        sources=sources,
        cell=f'fig.{name}["…"].{value[0]}',
        select=select,
    )


def _asked(about: Subject, wanted: str) -> str:
    """Return in words which table a query asks, and how to have another one."""
    other = "" if wanted or about.is_only else "; --table NAME takes another"
    return f"It asks the table {about.table.name}{other}"


def _told(about: Subject) -> str:
    """Return in words what a new figure says."""
    if about.label is None:
        return f"counts the entries of {about.table.name}"
    if about.number:
        return f"lists {about.number.name} of {about.table.name} by {about.label.name}"
    return f"counts the entries of {about.table.name} by {about.label.name}"


def _columns(*columns: tuple[str, str, str]) -> str:
    """Return the lines of a header's columns, one below the other."""
    wide = [max(len(column[part]) for column in columns) for part in (0, 1)]
    return "\n".join(
        f"--   {name:<{wide[0]}}  {kind:<{wide[1]}}  {rest}" for name, kind, rest in columns
    )


def _label(field: Field) -> str:
    return sayable(field.title, words(field.name), "Name")


def _unit(about: Subject) -> str:
    """Return what the numbers of a field count: its own words, for want of better ones."""
    unit = words(about.number.name).lower() if about.number else "entries"
    return f"[unit: {unit}]"
