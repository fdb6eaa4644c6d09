"""A staged table in, every fault of its cells out, in the order of its lines."""

from dataclasses import dataclass

from report.contract import TableContract
from report.errors import ReportError
from report.tables.quoting import shown
from report.tables.rules import broken_rule, rules, text
from report.tables.staging import Staging
from report.tables.textfile import BREAK, FAULTS_SHOWN


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where a cell stands; sorts as an editor reads."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _FieldFaults:
    """The first faults of each rule of one field, and what is said of the rest."""

    told: dict[_Place, ReportError]
    rest: list[ReportError]


def cell_faults(staging: Staging, table: TableContract) -> list[ReportError]:
    """Return the faults of a table's cells: each cell with the first rule that it breaks."""
    sources = staging.sources()
    counts = ", ".join(f"count({broken_rule(field, sources)})" for field in table.fields)
    [totals] = staging.rows(f'SELECT {counts} FROM "#{table.name}"')
    faulty = [position for position, total in enumerate(totals) if total]
    found = [_field_faults(staging, table, position) for position in faulty]
    told = {place: fault for field in found for place, fault in field.told.items()}
    return [told[place] for place in sorted(told)] + [
        each for field in found for each in field.rest
    ]


def _field_faults(staging: Staging, table: TableContract, position: int) -> _FieldFaults:
    field = table.fields[position]
    known = rules(field, staging.sources())
    rows = staging.rows(
        f"""
        SELECT file, line, cell, rule, count(*) OVER (PARTITION BY rule) AS total
        FROM (SELECT "#file" AS file, "#line" AS line, {text(field)} AS cell,
                     {broken_rule(field, staging.sources())} AS rule FROM "#{table.name}")
        WHERE rule IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY rule ORDER BY file, line) <= {FAULTS_SHOWN}
        ORDER BY file, line
        """
    )
    told = {}
    for file, line, cell, number, _ in rows:
        rule = known[number]
        subject = "the cell" if cell is None else shown(cell.replace(BREAK, "\n"))
        what = f'column "{field.name}": {subject} {rule.words(cell or "")}'
        fault = ReportError(what, staging.place(file, line), rule.advice(cell or ""))
        told[_Place(file, line, position)] = fault
    totals = {number: total for *_, number, total in rows if total > FAULTS_SHOWN}
    rest = [
        ReportError(
            f'column "{field.name}": {total - FAULTS_SHOWN:,} more such cells '
            f'("{known[number].says}")',
            staging.shown(table),
        )
        for number, total in totals.items()
    ]
    return _FieldFaults(told, rest)
